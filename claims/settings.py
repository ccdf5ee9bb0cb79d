"""Settings with their defaults; each can be set by an environment variable `CLAIMS_NAME`, a tolerance by `CLAIMS_TOLERANCES__NAME`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from claims.errors import ConfigError
from claims.judge.tolerance import Tolerances


class Settings(BaseSettings):
    """What an operator may turn."""

    model_config = SettingsConfigDict(env_prefix="CLAIMS_", env_nested_delimiter="__", extra="ignore")

    data: Path = Path("data")
    reports: Path = Path("reports")
    sources: Path = Path("sources.yaml")
    batch_size: int = Field(50, ge=1, le=5000, description="articles in one read-and-extract task")
    workers: int = Field(4, ge=1, le=64, description="groups of sources collected side by side")
    memory: str = Field(
        "600MB", pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$", description="most that DuckDB takes before it spills to disk"
    )
    task_runner: Literal["threads", "processes", "dask"] = Field(
        "threads", description="what carries out the tasks of a run"
    )
    dask_address: str = Field("", description="scheduler of a Dask cluster; empty starts one on this machine")
    severe: float = Field(0.6, ge=0, le=1, description="severity from which a new contradiction is told at once")
    notify: SecretStr = Field(SecretStr(""), description="addresses that are told of these, parted by spaces")
    archive_days: int = Field(
        0, ge=0, le=36_500, description="days for which the responses of a night are kept; 0 keeps them for ever"
    )
    cron: str = Field("0 3 * * *", description="when `claims schedule` starts the nightly run")
    timezone: str = "UTC"
    publisher: str = Field("", description="who publishes the reports, for ClaimReview")
    public_url: str = Field("", pattern=r"^(https?://\S+)?$", description="address of the reports folder on the web")
    reviewer: str = Field("", description="who decides on the review page; the login name where it is empty")
    tolerances: Tolerances = Tolerances()


@cache
def settings() -> Settings:
    """The settings of this process.

    Raises:
        ConfigError: an environment variable holds a value of the wrong kind.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "CLAIMS_" + "__".join(str(part) for part in first["loc"]).upper()
        raise ConfigError("environment", None, f"{name}: {first['msg']}", "unset or mend it") from None
