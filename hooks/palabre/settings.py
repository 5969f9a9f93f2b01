"""What ``mkdocs.yml`` says to Palabre, read without MkDocs."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from yaml_env_tag import construct_env_tag


@dataclass(frozen=True)
class SiteLanguage:
    """One of the two languages that the site is built in."""

    code: str
    name: str
    """Its name in itself, for the switcher."""
    site_name: str
    is_default: bool
    """The default language's root is the site's root; the other's is a folder named by its code."""

    @property
    def prefix(self) -> str:
        """From the site's root to the language's."""
        return "" if self.is_default else f"{self.code}/"


@dataclass(frozen=True)
class Settings:
    """Everything that the core needs to know of the configuration."""

    root: Path
    """The folder of ``mkdocs.yml``."""
    docs: Path
    templates: Path
    """The theme's ``custom_dir``; Palabre's own templates stand in ``palabre/`` below it."""
    site: Path
    site_url: str
    """Absolute, with a final ``/``."""
    repo_url: str
    edit_uri: str
    languages: tuple[SiteLanguage, ...]
    markdown_extensions: tuple[str, ...]
    """Of the moderators' dialect."""
    extension_configs: Mapping[str, Mapping[str, Any]] = field(repr=False)
    everything: str
    """All that ``mkdocs.yml`` and the environment say, for who must know whether it changed."""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the two languages, the default first."""
        return tuple(language.code for language in self.languages)

    @property
    def default(self) -> SiteLanguage:
        """The language at the site's root."""
        return self.languages[0]

    def url(self, site: SiteLanguage, address: str) -> str:
        """The public address of the page at *address* in the site of either language."""
        return f"{self.site_url}{site.prefix}{address}"

    def edit_url(self, uri: str) -> str:
        """Where the file at *uri* (below ``docs/``) can be edited; empty where that is not told."""
        is_told = self.repo_url and self.edit_uri
        return f"{self.repo_url}/{self.edit_uri}/{uri}" if is_told else ""

    def path(self, uri: str) -> str:
        """*uri* as problems name it: relative to the folder of ``mkdocs.yml``."""
        return f"{self._docs_name}/{uri}"

    @cached_property
    def _docs_name(self) -> str:
        return self.docs.relative_to(self.root).as_posix()

    def content(self, uri: str) -> bytes:
        """What the file at *uri* holds."""
        with open(f"{self.docs}/{uri}", "rb") as file:  # noqa: PTH123  # ten thousand times
            return file.read()


class ConfigurationError(ValueError):
    """``mkdocs.yml`` lacks something that Palabre needs."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        """Its string in the catalogues."""
        self.details = values

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way out of a process that shared the work."""
        return partial(type(self), self.message, **self.details), ()


class _Loader(yaml.CSafeLoader):
    """mkdocs.yml is the maintainers' own and may name functions and variables, as in MkDocs."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/name:",
    lambda loader, suffix, node: pkgutil.resolve_name(suffix),
)


def read(path: Path, site_url: str | None = None) -> Settings:
    """Read *path*, an ``mkdocs.yml``; *site_url* where the site is served from another address.

    Raises ``ConfigurationError`` where it is not there, is no YAML, has no ``site_url``, or does
    not name exactly two languages in ``plugins.i18n.languages``, the default first.
    """
    try:
        text = path.read_text("utf-8")
        config = yaml.load(text, _Loader)
    except FileNotFoundError as error:
        raise ConfigurationError("config-missing", path=path) from error
    except (OSError, ValueError, ImportError, AttributeError, yaml.YAMLError) as error:
        raise ConfigurationError("config-unreadable", path=path, error=error) from error
    if not isinstance(config, dict):
        raise ConfigurationError("config-no-mapping", path=path)
    if "INHERIT" in config:
        raise ConfigurationError("config-inherit", path=path)
    root = path.resolve().parent
    docs = (root / config.get("docs_dir", "docs")).resolve()
    if not docs.is_dir() or not docs.is_relative_to(root):
        raise ConfigurationError("config-docs", path=path, docs=docs)
    url = (site_url or str(config.get("site_url") or "")).rstrip("/") + "/"
    if not urlsplit(url).netloc:  # sitemap, citations and the page "not found" name it
        raise ConfigurationError("config-site-url", path=path)
    extensions = _options(config.get("markdown_extensions"))
    theme = config.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    return Settings(
        root=root,
        docs=docs,
        templates=root / (custom_dir or "overrides"),
        site=root / config.get("site_dir", "site"),
        site_url=url,
        repo_url=str(config.get("repo_url") or "").rstrip("/"),
        edit_uri=str(config.get("edit_uri", "edit/main/docs")).strip("/"),
        languages=_languages(config, path),
        markdown_extensions=tuple(extensions),
        extension_configs=extensions,
        everything=json.dumps(config, default=_name_of),
    )


def _name_of(value: object) -> str:
    """What JSON has no form for: a function that the configuration names, or a date."""
    return str(getattr(value, "__qualname__", value))


def _options(items: object) -> dict[str, dict[str, Any]]:
    """MkDocs' lists of names, or of names with options, as one mapping."""
    options: dict[str, dict[str, Any]] = {}
    listed = items if isinstance(items, list) else [items] if isinstance(items, dict) else []
    for item in listed:
        options |= {k: v or {} for k, v in item.items()} if isinstance(item, dict) else {item: {}}
    return options


def _languages(config: dict[str, Any], path: Path) -> tuple[SiteLanguage, ...]:
    plugin = _options(config.get("plugins")).get("i18n", {})
    languages = tuple(
        SiteLanguage(
            code=str(item["locale"]),
            name=str(item.get("name", item["locale"])),
            site_name=str(item.get("site_name", config.get("site_name", ""))),
            is_default=bool(item.get("default", False)),
        )
        for item in plugin.get("languages", [])
        if isinstance(item, dict) and "locale" in item
    )
    # Where the default is not the first, static-i18n 1.3.1 builds it twice.
    if [language.is_default for language in languages] != [True, False]:
        raise ConfigurationError("config-languages", path=path)
    return languages
