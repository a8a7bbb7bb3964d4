"""Prints the public methods of the `grafana-client` that is installed, as a program writes them, one a line."""

import inspect

from grafana_client import GrafanaApi

grafana = GrafanaApi()
print("\n".join(f"GrafanaApi.{name}" for name in vars(GrafanaApi) if not name.startswith("_")))
for attribute, element in vars(grafana).items():
    if type(element).__module__.startswith("grafana_client.elements"):
        for name, _ in inspect.getmembers(element, inspect.isroutine):
            if not name.startswith("_"):
                print(f"{attribute}.{name}")
