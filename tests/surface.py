#!/usr/bin/env python3
"""Lists what operators, pages and scripts rely on, as the running gateway shows it, and compares it with tests/data/surface.txt.

  tests/surface.py GATEWAY.dll                    compare; exit code 1 and a diff where they differ
  UPDATE_DOCS=1 tests/surface.py GATEWAY.dll      write the file

Verbs and options, exit codes, endpoints, metrics with their labels, files on disk, and the keys of every JSON that the gateway reads or prints.
A line that goes away or changes breaks somebody: docs/compatibility.md says what is promised.
"""
import difflib
import http.client
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORDED = ROOT / "tests" / "data" / "surface.txt"
HOST = "track.shop.example"
IMAGE = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
HIT = "/123456789012345/wt?p=600,start,1,1280x720,24,1,1795455263868,0,1280x720,0&eid=2179545526366131190&cd=someone"
HANG = 120


class TrackDomain(http.server.BaseHTTPRequestHandler):
    """Answers what a track domain answers, with a cookie."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "image/gif")
        self.send_header("Content-Length", str(len(IMAGE)))
        self.send_header("Set-Cookie", "wteid_123456789012345=2179545526366131190; Path=/")
        self.end_headers()
        self.wfile.write(IMAGE)

    def log_message(self, *_):
        pass


class Gateway:
    """One build of the gateway, and what it shows."""

    def __init__(self, assembly, folder):
        self.assembly, self.folder = str(pathlib.Path(assembly).resolve()), pathlib.Path(folder)
        self.config = self.folder / "proxy.json"

    def run(self, *arguments, stdin=""):
        return subprocess.run(["dotnet", self.assembly, *arguments], cwd=self.folder, input=stdin, capture_output=True, text=True, timeout=HANG * 5)

    def write_config(self, port):
        config = {
            "ReverseProxy": {
                "Routes": {"track": {"ClusterId": "main", "Match": {"Hosts": [HOST], "Path": "/{**path}"}, "Metadata": {"PrivacyPolicy": "default"}}},
                "Clusters": {"main": {"Destinations": {"primary": {"Address": f"http://127.0.0.1:{port}/"}}}},
            },
            "PrivacyGateway": {
                "Admin": {"Url": "http://127.0.0.1:0"},
                "AccessLog": True,
                "DataDirectory": str(self.folder / "data"),
                "Policies": {
                    "default": {
                        "userIdentification": {"enableAnonymousFunction": True, "anonymousCookieName": "miCookieOptOut", "anonymousOptIn": False},
                        "cookieDomain": "shop.example",
                        "staticPaths": ["/js/"],
                        "allowedOrigins": ["https://www.shop.example"],
                    }
                },
            },
        }
        self.config.write_text(json.dumps(config))


def paths(node, prefix=""):
    """The path of every key; a list's items share one, and so do keys that are somebody's names."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield f"{prefix}.{key}"
            yield from paths(value, f"{prefix}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from paths(value, f"{prefix}[]")


def json_keys(name, text):
    return [f"json {name} ${path}" for path in sorted(set(paths(json.loads(text))))]


def verbs(gateway):
    lines = []
    overview = gateway.run("--help").stdout
    names = re.findall(r"^  ([a-z]+)(?: <[^>]+>)?  +\S", overview.split("Commands:")[1], re.M)
    for verb in ["", *names]:
        page = gateway.run(*[verb] * bool(verb), "--help").stdout
        lines += [f"verb {verb or '(none)'}"] if verb else []
        for line in re.findall(r"^  (-.*?)(?:  .*)?$", page.split("Options:")[1], re.M):
            lines += [f"option {verb or '(none)'} {option}" for option in re.findall(r"--?[a-z?A-Z][a-z-]*", re.sub(r"<.*?>", "", line))]
    return lines


def exit_codes(gateway):
    wrong = gateway.folder / "wrong.json"
    wrong.write_text("{}")
    situations = {
        "validate a good file": ["validate", str(gateway.config)],
        "validate a wrong file": ["validate", str(wrong)],
        "validate with warnings as errors": ["validate", "--warnings-as-errors", str(ROOT / "config" / "proxy.json")],
        "serve a wrong file": ["serve", "--config", str(wrong)],
        "serve on an address that cannot be bound": ["serve", "--config", str(gateway.config), "--urls", "http://192.0.2.1:9"],
        "explain": ["explain", "--config", str(gateway.config), "--url", f"http://{HOST}{HIT}"],
        "explain without a request": ["explain", "--config", str(gateway.config)],
        "report": ["report", "--config", str(gateway.config)],
        "report from a wrong day": ["report", "--config", str(gateway.config), "--from", "yesterday"],
        "healthcheck of a gateway that does not run": ["healthcheck", "--url", "http://127.0.0.1:9"],
        "completion": ["completion", "bash"],
        "an unknown verb": ["unknown"],
        "prove with an unknown option": ["prove", "--unknown"],
        "version": ["--version"],
    }
    return [f"exit {gateway.run(*arguments).returncode} {situation}" for situation, arguments in situations.items()]


def ask(url, method, target, headers=None, body=None):
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=HANG)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": address.netloc, **(headers or {}), **({"Content-Length": str(len(body))} if body is not None else {})}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    text = response.read()
    connection.close()
    return response.status, response.headers.get("Content-Type", "-"), text


def serve(gateway):
    """Endpoints, metrics and files, from a gateway that served some hits."""
    upstream = http.server.ThreadingHTTPServer(("127.0.0.1", 0), TrackDomain)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    gateway.write_config(upstream.server_port)
    process = subprocess.Popen(
        ["dotnet", gateway.assembly, "serve", "--config", str(gateway.config), "--urls", "http://127.0.0.1:0", "--log-format", "json"],
        cwd=gateway.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said, events = {}, set()
        while len(said) < 2:
            line = process.stdout.readline()
            if not line:
                raise SystemExit("The gateway did not start.")
            if match := re.search(r'"(Now|Admin) listening on: (http[^"]+)"', line):
                said[match[1]] = match[2]
        public, admin = said["Now"], said["Admin"]
        host = {"Host": HOST}
        reserved = "/.privacy/"
        lines = []
        for listener, url, method, target, headers, body in [
            ("admin", admin, "GET", "/livez", None, None), ("admin", admin, "GET", "/healthz", None, None), ("admin", admin, "GET", "/readyz", None, None),
            ("admin", admin, "GET", "/metrics", None, None), ("admin", admin, "GET", "/unknown", None, None),
            ("public", public, "GET", "/metrics", host, None), ("public", public, "GET", HIT, host, None),
            ("public", public, "GET", HIT, {**host, "Cookie": "miCookieOptOut=1"}, None), ("public", public, "GET", HIT, {"Host": "other.example"}, None),
            ("public", public, "POST", "/123456789012345/wt", {**host, "Content-Type": "text/plain"}, b"x=1"),
            ("public", public, "GET", "/123456789012345/optout", host, None), ("public", public, "GET", "/js/smart-pixel.min.js", host, None),
            ("public", public, "GET", f"{reserved}optout.js", host, None),
            *(("public", public, method, f"{reserved}{page}", {**host, "Origin": "https://www.shop.example"}, b"" if method == "POST" else None)
              for page in ["anonymous", "consent", "optout", "opt-out", "state", "unknown"] for method in ["GET", "POST", "DELETE"]),
        ]:
            status, kind, text = ask(url, method, target, headers, body)
            shown = target.split("?")[0] + (" as another host" if (headers or {}).get("Host") == "other.example" else "") + (" with the cookie" if "Cookie" in (headers or {}) else "")
            lines.append(f"endpoint {listener} {method} {shown} {status} {kind}")
        for _ in range(100):
            if (gateway.folder / "data" / "spool" / "spool.db").exists():
                break
            time.sleep(0.1)
        metrics = ask(admin, "GET", "/metrics")[2].decode()
        kinds = re.findall(r"^# TYPE (\S+) (\S+)$", metrics, re.M)
        labels = {}
        for name, inner in re.findall(r"^([a-z_]+)(?:\{(.*)\})? \S+$", metrics, re.M):
            labels.setdefault(name, set()).update(re.findall(r'(\w+)="', inner))
        for name, kind in sorted(kinds):
            of = set().union(*(found for series, found in labels.items() if series == name or series in {f"{name}_{end}" for end in ("bucket", "sum", "count", "total")}))
            lines.append(f"metric {name} {kind} {{{','.join(sorted(of - {'le'}))}}}")
        files = {re.sub(r"\d{4}-\d\d-\d\d", "DAY", str(file.relative_to(gateway.folder))) for file in (gateway.folder / "data").rglob("*")}
        process.terminate()
        log = process.stdout.read()
        process.wait(HANG)
        files |= {re.sub(r"\d{4}-\d\d-\d\d", "DAY", str(file.relative_to(gateway.folder))) for file in (gateway.folder / "data").rglob("*")}
        for line in log.splitlines():
            event = json.loads(line)
            if event.get("Category") == "PrivacyGateway.AccessLog":
                events |= {f"access-log {name}" for name in event["State"] if name not in ("{OriginalFormat}", "Message")}
        day = next(iter(sorted((gateway.folder / "data" / "ledger").glob("2*.json"))), None)
        lines += sorted(events) + [f"file {name}" for name in sorted(files)]
        return lines + (json_keys("ledger day", day.read_text()) if day else [])
    finally:
        process.kill()
        upstream.shutdown()


def printed(gateway):
    """The JSON that verbs print."""
    lines = json_keys("explain", gateway.run("explain", "--config", str(gateway.config), "--url", f"http://{HOST}{HIT}", "--cookie", "miCookieOptOut=1", "--json").stdout)
    lines += json_keys("report", gateway.run("report", "--config", str(gateway.config), "--json").stdout)
    lines += json_keys("validate", gateway.run("validate", "--json", str(gateway.folder / "wrong.json")).stdout)
    out = gateway.folder / "proof"
    if gateway.run("prove", "--config", str(gateway.config), "--out", str(out)).returncode <= 1 and out.exists():
        lines += [f"file proof/{file.name}" for file in sorted(out.iterdir())]
        lines += sorted({re.sub(r"\$\.(subjects|routes)\[\]\.(.*)", r"$.\1[].\2", line) for line in json_keys("prove", (out / "report.json").read_text())})
    return lines


def schema_keys(file, name):
    """Keys of a schema with their defaults and bounds; names that are free are *."""
    path = pathlib.Path(os.environ.get("SURFACE_SCHEMAS", ROOT / "config")) / file
    if not path.exists():
        return []
    schema = json.loads(path.read_text())

    def walk(node, path, seen):
        if "$ref" in node:
            target = node["$ref"].split("/")[-1]
            if target in seen:
                return
            node, seen = {**schema["$defs"][target], **{k: v for k, v in node.items() if k != "$ref"}}, seen | {target}
        facts = [f"{key}={json.dumps(node[key])}" for key in ("type", "default", "minimum", "maximum", "enum", "const") if key in node]
        if path:
            yield f"key {name} {path} {' '.join(facts)}".rstrip()
        for key, value in node.get("properties", {}).items():
            yield from walk(value, f"{path}.{key}".lstrip("."), seen)
        if isinstance(node.get("additionalProperties"), dict):
            yield from walk(node["additionalProperties"], f"{path}.*".lstrip("."), seen)
        if isinstance(node.get("items"), dict):
            yield from walk(node["items"], f"{path}[]", seen)

    return list(walk(schema, "", frozenset()))


def read_surface(assembly):
    with tempfile.TemporaryDirectory() as folder:
        gateway = Gateway(assembly, folder)
        lines = serve(gateway)
        return [*verbs(gateway), *exit_codes(gateway), *lines, *printed(gateway), *schema_keys("proxy.schema.json", "configuration"), *schema_keys("explain.schema.json", "explain")]


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    seen = read_surface(sys.argv[1])
    if os.environ.get("UPDATE_DOCS") == "1":
        RECORDED.write_text("\n".join(seen) + "\n")
    recorded = RECORDED.read_text().splitlines() if RECORDED.exists() else []
    difference = list(difflib.unified_diff(recorded, seen, "tests/data/surface.txt", "the gateway", lineterm="", n=0))
    print("\n".join(difference) if difference else f"Surface: {len(seen)} lines, as recorded.")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
