from __future__ import annotations

from bot.setup.restarting import HUNG, LONGEST_PAUSE, SETTLED, START, Pulse, Restarts


def test_each_end_is_followed_by_a_longer_pause_up_to_a_longest() -> None:
    server, now, pauses = Restarts(0.0), 0.0, []
    for _ in range(7):
        now += 1.0
        pauses.append(server.ended(now))
        assert server.due == now + pauses[-1]
        now += pauses[-1]
        server.begin(now)
    assert pauses == [1, 2, 4, 8, 16, 30, LONGEST_PAUSE]
    assert server.ended(now + SETTLED) == 1  # it had settled


def test_a_server_hangs_when_it_has_not_answered_for_long() -> None:
    pulse = Pulse(0.0)
    assert not pulse.note(False, 0.0, START)  # it may still be loading
    assert pulse.note(False, 0.0, START + 1)
    assert not pulse.note(True, 0.0, START + 2)
    assert not pulse.note(False, 0.0, START + 2 + HUNG)
    assert pulse.note(False, 0.0, START + 3 + HUNG)
    begun = START + 4 + HUNG
    assert not pulse.note(False, begun, begun + HUNG + 1)  # started again: it may load once more
