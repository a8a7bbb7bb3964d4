"""A tour of a Grafana with `grafana-client`: `tour.py URL`. One line a step, a summary, and 1 when a step failed."""

import sys

from grafana_client import GrafanaApi

grafana = GrafanaApi.from_url(url=sys.argv[1], credential=("admin", "admin"))
steps = []


def step(function):
    steps.append(function)
    return function


def expect(holds, words):
    if not holds:
        raise AssertionError(words)
    return words


def dashboard(uid, title):
    return {"uid": uid, "title": title, "tags": ["tour"], "panels": [{"id": 1, "type": "timeseries", "title": "P"}]}


QUERIES = [
    {
        "refId": "A",
        "relativeTimeRange": {"from": 600, "to": 0},
        "datasourceUid": "tour-testdata",
        "model": {"refId": "A", "scenarioId": "random_walk"},
    },
    {
        "refId": "B",
        "relativeTimeRange": {"from": 600, "to": 0},
        "datasourceUid": "__expr__",
        "model": {
            "refId": "B",
            "type": "threshold",
            "expression": "A",
            "conditions": [{"evaluator": {"type": "gt", "params": [3]}}],
        },
    },
]


@step
def health():
    edition = grafana.health.check()["edition"]
    return f"{edition}, version {grafana.version}"


@step
def organizations():
    made = grafana.organization.create_organization({"name": "Tour"})
    found = grafana.organization.find_organization("Tour")
    expect(found["id"] == made["orgId"], "found by name")
    grafana.organizations.update_organization(made["orgId"], {"name": "Tour two"})
    names = [one["name"] for one in grafana.organizations.list_organization()]
    expect("Tour two" in names, "renamed")
    grafana.organizations.delete_organization(made["orgId"])
    return f"{len(names)} listed; made, found, renamed, removed"


@step
def users():
    body = {"name": "Tour", "login": "tour", "email": "tour@example.com", "password": "tour-Passw0rd"}
    made = grafana.admin.create_user({**body, "OrgId": 1})
    expect(grafana.users.find_user("tour@example.com")["id"] == made["id"], "looked up")
    grafana.users.update_user(made["id"], {"name": "Tour Two", "login": "tour", "email": "tour@example.com"})
    expect(grafana.users.get_user(made["id"])["name"] == "Tour Two", "updated")
    everybody = grafana.users.search_users(perpage=7)
    pages = grafana.users.search_users(perpage=7, page=1)
    grafana.admin.change_user_permissions(made["id"], True)
    return f"{len(everybody)} listed, {len(pages)} on the first page; made, looked up, updated"


@step
def signed_in_user():
    user = grafana.user.get_actual_user()
    grafana.user.update_preferences({"theme": "dark", "timezone": "utc"})
    theme = grafana.user.get_preferences()["theme"]
    organizations = grafana.user.get_actual_user_organisations()
    return f"{user['login']}, theme {theme}, in {len(organizations)} organizations"


@step
def teams():
    made = grafana.teams.add_team({"name": "Tour team", "email": "team@example.com"})
    user = grafana.users.find_user("tour")
    grafana.teams.add_team_member(made["teamId"], user["id"])
    members = grafana.teams.get_team_members(made["teamId"])
    expect("tour" in [member["login"] for member in members], "a member")
    expect(grafana.teams.get_team_by_name("Tour team")[0]["id"] == made["teamId"], "found by name")
    listed = grafana.teams.search_teams()
    grafana.teams.remove_team_member(made["teamId"], user["id"])
    grafana.teams.delete_team(made["teamId"])
    return f"{len(listed)} listed; made, joined, found, removed"


@step
def folders():
    grafana.folder.create_folder("Tour folder", uid="tour-folder")
    grafana.folder.create_folder("Tour child", uid="tour-child", parent_uid="tour-folder")
    expect(grafana.folder.get_folder("tour-child")["parentUid"] == "tour-folder", "nested")
    grafana.folder.update_folder("tour-folder", title="Tour folder two", overwrite=True)
    items = [{"role": "Viewer", "permission": 1}, {"role": "Editor", "permission": 2}]
    grafana.folder.update_folder_permissions("tour-folder", {"items": items})
    expect(len(grafana.folder.get_folder_permissions("tour-folder")) >= 2, "permissions")
    return f"{len(grafana.folder.get_all_folders())} at the root; made, nested, renamed, permissions"


@step
def data_sources():
    source = {"name": "Tour", "uid": "tour-testdata", "type": "grafana-testdata-datasource", "access": "proxy"}
    grafana.datasource.create_datasource(source)
    expect(grafana.datasource.get_datasource_by_uid("tour-testdata")["name"] == "Tour", "read")
    grafana.datasource.update_datasource_by_uid("tour-testdata", {**source, "name": "Tour two"})
    expect(grafana.datasource.find_datasource("Tour two")["uid"] == "tour-testdata", "renamed")
    state = grafana.datasource.health_inquiry("tour-testdata")
    expect(state.success, f"healthy: {state.message}")
    return f"{len(grafana.datasource.list_datasources())} listed; made, read, renamed, {state.status}"


@step
def dashboards():
    saved = grafana.dashboard.update_dashboard({"dashboard": dashboard("tour-d", "Tour"), "folderUid": "tour-folder"})
    again = {**dashboard("tour-d", "Tour two"), "version": saved["version"]}
    grafana.dashboard.update_dashboard({"dashboard": again, "message": "second"})
    expect(grafana.dashboard.get_dashboard("tour-d")["dashboard"]["title"] == "Tour two", "saved over")
    versions = grafana.dashboard_versions.get_dashboard_versions_by_uid("tour-d")
    expect(len(versions["versions"]) == 2, "two versions")
    grafana.dashboard_versions.restore_dashboard_by_uid("tour-d", 1)
    expect(grafana.dashboard.get_dashboard("tour-d")["dashboard"]["title"] == "Tour", "restored")
    grafana.user.star_dashboard("tour-d")
    found = grafana.search.search_dashboards(type_="dash-db", limit=5000)
    tags = grafana.dashboard.get_dashboards_tags()
    return f"{len(found)} listed, {len(tags)} tags; saved, saved over, restored, starred"


@step
def library_elements():
    model = {"type": "text", "title": "Tour panel"}
    grafana.libraryelement.create_library_element(model, name="Tour panel", uid="tour-le", folder_uid="tour-folder")
    expect(grafana.libraryelement.get_library_element("tour-le")["result"]["name"] == "Tour panel", "read")
    by_name = grafana.libraryelement.get_library_element_by_name("Tour panel")["result"]
    expect(by_name[0]["uid"] == "tour-le", "found by name")
    connections = grafana.libraryelement.get_library_element_connections("tour-le")["result"]
    listed = grafana.libraryelement.list_library_elements()["result"]["totalCount"]
    grafana.libraryelement.delete_library_element("tour-le")
    return f"{listed} listed, {len(connections)} connections; made, read, found, removed"


@step
def snapshots():
    made = grafana.snapshots.create_new_snapshot(
        dashboard("tour-d", "Tour"), name="Tour", key="tour-key", delete_key="tour-delete"
    )
    expect(grafana.snapshots.get_snapshot_by_key(made["key"])["dashboard"]["title"] == "Tour", "read")
    listed = grafana.snapshots.get_dashboard_snapshots()
    grafana.snapshots.delete_snapshot_by_delete_key("tour-delete")
    return f"{len(listed)} listed; made, read, removed by its delete key"


@step
def annotations():
    made = grafana.annotations.add_annotation(
        dashboard_uid="tour-d", panel_id=1, time_from=1700000000000, time_to=1700000060000, tags=["tour"], text="Tour"
    )
    found = grafana.annotations.find_annotations(tags=["tour"])
    expect([one["id"] for one in found] == [made["id"]], "found by tag")
    grafana.annotations.delete_annotations_by_id(made["id"])
    return f"{len(grafana.annotations.find_annotations(limit=1000))} listed; made, found, removed"


@step
def alert_rules():
    rule = {
        "uid": "tour-rule",
        "title": "Tour rule",
        "folderUID": "tour-folder",
        "ruleGroup": "tour",
        "condition": "B",
        "noDataState": "NoData",
        "execErrState": "Error",
        "for": "5m",
        "orgID": 1,
        "data": QUERIES,
    }
    provisioning = grafana.alertingprovisioning
    provisioning.create_alertrule(rule, disable_provenance=True)
    expect(provisioning.get_alertrule("tour-rule")["title"] == "Tour rule", "read")
    provisioning.update_alertrule("tour-rule", {**rule, "title": "Tour rule two"}, disable_provenance=True)
    group = provisioning.get_rule_group("tour-folder", "tour")
    expect([one["title"] for one in group["rules"]] == ["Tour rule two"], "in its group")
    listed = provisioning.get_alertrules_all()
    provisioning.delete_alertrule("tour-rule")
    return f"{len(listed)} listed; made, read, renamed, seen in its group, removed"


@step
def notifications():
    provisioning = grafana.alertingprovisioning
    point = {"uid": "tour-point", "name": "tour", "type": "webhook", "settings": {"url": "http://127.0.0.1:9/hook"}}
    provisioning.create_contactpoint(point)
    timing = {"name": "tour", "time_intervals": [{"weekdays": ["saturday", "sunday"]}]}
    provisioning.create_mute_timing(timing)
    provisioning.create_or_update_template("tour", {"template": '{{ define "tour" }}x{{ end }}'})
    tree = provisioning.get_notification_policy_tree()
    route = {"receiver": "tour", "object_matchers": [["a", "=", "b"]], "mute_time_intervals": ["tour"]}
    provisioning.set_notification_policy_tree({**tree, "routes": [*tree.get("routes", []), route]})
    counts = [
        len(provisioning.get_contactpoints()),
        len(provisioning.get_mute_timings()),
        len(provisioning.get_templates()),
        len(provisioning.get_notification_policy_tree()["routes"]),
    ]
    return "{} contact points, {} mute timings, {} templates, {} policies".format(*counts)


@step
def service_accounts():
    made = grafana.serviceaccount.create({"name": "tour robot", "role": "Viewer"})
    token = grafana.serviceaccount.create_token(made["id"], {"name": "tour"})
    robot = GrafanaApi.from_url(url=sys.argv[1], credential=token["key"])
    expect(len(robot.search.search_dashboards()) > 0, "the token reads")
    found = grafana.serviceaccount.search_one("tour robot")
    expect(found["id"] == made["id"], "found by name")
    grafana.serviceaccount.delete(made["id"])
    return f"{len(grafana.serviceaccount.search())} left; made, its token used, found, removed"


@step
def plugins():
    return f"{len(grafana.plugin.list())} listed"


@step
def removals():
    grafana.dashboard.delete_dashboard("tour-d")
    grafana.folder.delete_folder("tour-folder")
    grafana.datasource.delete_datasource_by_uid("tour-testdata")
    grafana.admin.delete_user(grafana.users.find_user("tour")["id"])
    return "a dashboard, a folder with its child, a data source, a user"


failed = 0
for function in steps:
    name = function.__name__.replace("_", " ")
    try:
        print(f"ok      {name}: {function()}")
    except Exception as problem:
        failed += 1
        print(f"FAILED  {name}: {type(problem).__name__}: {problem}")

print(f"{len(steps) - failed} of {len(steps)} steps passed")
sys.exit(1 if failed else 0)
