"""Bills of materials: what every lock file brings, in CycloneDX. Runs in .venv-gateway with its tests' packages."""
