"""How many examples Hypothesis tries: a few in `make test`, the same ones always; thousands in `make test-deep`."""

from hypothesis import HealthCheck, Phase, settings

DAILY, DEEP = 60, 10_000

settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=DAILY)
settings.register_profile("deep", deadline=None, max_examples=DEEP, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "first-fault", settings.get_profile("repeatable"), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def examples(daily: int) -> settings:
    """So many examples in `make test`, for a test that is slower than most; in `make test-deep`, all of them."""
    return settings(max_examples=daily if settings().max_examples == DAILY else settings().max_examples)
