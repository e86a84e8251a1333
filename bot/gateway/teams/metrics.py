"""What Prometheus can read of Teams; made only where Teams is on."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge

#: Everything else that Teams sends is counted as "other", so that nobody can make up label values.
TYPES = frozenset(
    {
        "message",
        "messageUpdate",
        "messageDelete",
        "messageReaction",
        "conversationUpdate",
        "installationUpdate",
        "invoke",
        "typing",
        "event",
    }
)


class TeamsMetrics:
    """Counts of what comes from Teams and becomes of it, for Prometheus."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._activities = Counter("lotsen_teams_activities", "Activities by type", ["type"], registry=registry)
        self.repeated = Counter("lotsen_teams_repeated", "Activities that Teams sent again", registry=registry)
        self.turned_away = Counter("lotsen_teams_turned_away", "Turns by why they were", ["why"], registry=registry)
        self.not_sent = Counter("lotsen_teams_not_sent", "Answers that Teams did not take", registry=registry)
        self.searches = Counter("lotsen_teams_searches", "Searches by what came of them", ["result"], registry=registry)
        self.turns = Gauge("lotsen_teams_turns_under_way", "Turns under way or waiting", registry=registry)

    def activity(self, kind: str) -> None:
        """Count an activity; types that nobody knows are counted together."""
        self._activities.labels(kind if kind in TYPES else "other").inc()
