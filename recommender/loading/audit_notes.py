"""Reading what a rule base says of its own audit: the declared shares and the explained warnings."""

from recommender.core.audit_notes import AuditNotes, Explained, Share
from recommender.loading.source_node import SourceNode


def audit_notes(value: SourceNode, approaches: tuple[str, str]) -> AuditNotes:
    """The `audit` part of a rule base with these approaches. Its faults are kept with the file."""
    fields = value.fields((), ("shares", "explained"))
    shares = fields["shares"].fields(approaches) if "shares" in fields else {}
    explained = fields["explained"].items() if "explained" in fields else []
    return AuditNotes(
        tuple(_share(approach, share) for approach, share in shares.items()),
        tuple(map(_explained, explained)),
    )


def _share(approach: str, value: SourceNode) -> Share:
    limits = [item.integer(0, 100) for item in value.items()]
    if len(limits) != 2 or limits[0] > limits[1]:
        value.fault("a share is a range in percent", "write the least and the most, such as [15, 25]")
        limits = [0, 100]
    return Share(approach, limits[0], limits[1], value.location)


def _explained(value: SourceNode) -> Explained:
    fields = value.fields(("finding", "at", "because"))
    return Explained(
        finding=fields["finding"].text(),
        at=tuple(item.text() for item in fields["at"].items()),
        because=fields["because"].text(),
        location=value.location,
    )
