"""A lock file's packages as a CycloneDX document: the same bytes for the same lock file, on every machine and day."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from bot.sbom.locked import Locked
from bot.version import VERSION

SCHEMA = SchemaVersion.V1_6
OURS = "Apache-2.0"
#: A document's serial number is made of what it holds; this is the space of such names.
NAMES = uuid.UUID("6f0c9a3e-0f0a-4b52-9d29-3a6d2f0c7c11")


class Kind(NamedTuple):
    """Whose packages they are."""

    purl: str  # "pypi" or "npm"
    title: str  # the name of what is made of them


def bill(kind: Kind, packages: Sequence[Locked], licences: Mapping[str, str]) -> str:
    """The document as JSON, its components in the order of their names.

    Args:
        packages: all of one lock file.
        licences: by name, for what the lock file itself does not tell.
    """
    factory = LicenseFactory()
    packages = [one._replace(licence=one.licence or licences.get(one.name, "")) for one in packages]
    components = {package: _component(kind, package, factory) for package in packages}
    root = Component(
        name=f"lotsen-{kind.title}",
        version=VERSION,
        type=ComponentType.APPLICATION,
        bom_ref=f"lotsen-{kind.title}",
        licenses=[factory.make_from_string(OURS)],
    )
    document = Bom(components=components.values(), serial_number=_serial(kind, packages))
    document.metadata.component = root
    document.metadata.timestamp = None  # optional in the format; would differ each time
    _connect(document, root, components)
    return str(make_outputter(document, OutputFormat.JSON, SCHEMA).output_as_string(indent=1)) + "\n"


def _component(kind: Kind, package: Locked, factory: LicenseFactory) -> Component:
    group, _, name = package.name.rpartition("/")  # npm's @scope
    purl = PackageURL(kind.purl, group or None, name, package.version)
    properties = [Property(name="lotsen:installed-where", value=package.marker)] if package.marker else []
    return Component(
        name=name,
        group=group or None,
        version=package.version,
        purl=purl,
        bom_ref=purl.to_string(),
        scope=ComponentScope.EXCLUDED if package.built_with else ComponentScope.REQUIRED,
        licenses=[factory.make_from_string(package.licence)] if package.licence else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=package.sha512)] if package.sha512 else [],
        properties=properties,
    )


def _connect(document: Bom, root: Component, components: Mapping[Locked, Component]) -> None:
    """Say who asked for whom. One name may stand for several versions (npm): then for each of them."""
    by_name: dict[str, list[Component]] = {"": [root]}
    for package, component in components.items():
        by_name.setdefault(package.name, []).append(component)
    document.register_dependency(root)
    for package, component in components.items():
        for name in package.needed_by:
            for needer in by_name.get(name, []):
                document.register_dependency(needer, [component])


def _serial(kind: Kind, packages: Sequence[Locked]) -> uuid.UUID:
    return uuid.uuid5(NAMES, repr((kind, VERSION, sorted(packages))))
