using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;
using PrivacyGateway.Configuration.Loading;

namespace PrivacyGateway.Tests.Configuration;

/// <summary>A valid file with every key of the gateway, to be changed in one place.</summary>
internal static class ConfigSample
{
    public const string Policy = "PrivacyGateway.Policies.default";
    public const string User = $"{Policy}.userIdentification";
    public const string Route = "ReverseProxy.Routes.track";
    public const string Cluster = "ReverseProxy.Clusters.track-domain";

    public const string Json = """
        {
          "$schema": "./proxy.schema.json",
          "ReverseProxy": {
            "Routes": {
              "track": {
                "ClusterId": "track-domain",
                "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}" },
                "Metadata": { "PrivacyPolicy": "default" }
              }
            },
            "Clusters": {
              "track-domain": {
                "Destinations": { "primary": { "Address": "https://track-domain.example/" } },
                "HttpClient": { "MaxConnectionsPerServer": 100 },
                "HttpRequest": { "Version": "1.1" },
                "HealthCheck": { "Active": { "Enabled": false }, "Passive": { "Enabled": false } }
              }
            }
          },
          "Kestrel": {
            "Endpoints": {
              "https": {
                "Url": "https://*:443",
                "Protocols": "Http1AndHttp2",
                "SslProtocols": ["Tls12", "Tls13"],
                "Certificate": { "Path": "other.pem", "KeyPath": "other.key", "Password": "secret" },
                "Sni": { "track": { "Certificate": { "Path": "track.pem", "KeyPath": "track.key" }, "Protocols": "Http1", "SslProtocols": ["Tls13"] } }
              }
            },
            "EndpointDefaults": { "Protocols": "Http1", "SslProtocols": ["Tls12"] },
            "Certificates": { "Default": { "Path": "default.pem" } },
            "Limits": { "MaxConcurrentConnections": 100 }
          },
          "PrivacyGateway": {
            "Policies": {
              "default": {
                "userIdentification": {
                  "enableAnonymousFunction": true,
                  "anonymousCookieName": "leaveMeAlone",
                  "anonymousOptIn": true,
                  "suppressParameter": ["cd", "uc5", "uc7"]
                },
                "enforce": false,
                "level": "strict",
                "consentValues": ["yes", "1"],
                "optOutCookies": ["webtrekkOptOut", "noTracking"],
                "cookieDomain": "shop.example",
                "invisibleCookies": "byCookie",
                "clientAddress": "truncated",
                "referrer": "none",
                "temporarySession": "drop",
                "allowedSetCookies": ["noTracking"],
                "optOutRedirects": ["https://www.shop.example/privacy/"],
                "staticPaths": ["/js/"],
                "signals": {
                  "platformsMay": "standInForCookie",
                  "globalPrivacyControl": true,
                  "doNotTrack": true,
                  "tcf": { "cookie": "tc", "purposes": [1, 7, 8], "vendor": 402 },
                  "oneTrust": ["C0002"],
                  "cookiebot": ["statistics"],
                  "cookies": { "didomi": { "cookie": "didomi_token", "decode": "base64", "match": "\"analytics\"", "means": "granted" } }
                },
                "allowedOrigins": ["https://www.shop.example"],
                "consentMaxAge": 180,
                "refreshOptOut": false,
                "delivery": "atMostOnce",
                "spoolIdentified": true,
                "onUpstreamFailure": "pixel",
                "limits": { "bodyBytes": 25165824, "batchLines": 500 }
              }
            },
            "Admin": { "Url": "http://localhost:9999", "Hosts": ["gateway-1.example", "*.monitoring.example"] },
            "ReservedPath": "/.consent/",
            "KnownProxies": ["10.0.0.0/8", "192.0.2.7"],
            "Limits": { "bufferedBytes": 1048576, "concurrentRequests": 500, "requestsPerAddress": 20, "addressBurst": 50 },
            "DataDirectory": "/var/lib/privacy-gateway",
            "Spool": { "maxRows": 5000, "maxBytes": 2097152, "maxAgeMinutes": 60, "keepMilliseconds": 500, "replayPerSecond": 100, "replayConnections": 2 },
            "ScriptCache": { "enabled": false, "sizeMegabytes": 8, "staleIfErrorSeconds": 3600 },
            "TrackDomains": {
              "track-domain": {
                "attemptMilliseconds": 1000, "totalMilliseconds": 3000, "retries": 1, "retryDelayMilliseconds": 50,
                "breakerFailures": 80, "breakerMinimum": 10, "breakerWindowSeconds": 5, "breakerSeconds": 3
              }
            },
            "Https": { "redirect": true, "hstsDays": 30 },
            "Acme": { "challengeDirectory": "/var/lib/acme" },
            "Shutdown": { "delaySeconds": 5, "graceSeconds": 20 },
            "Preview": { "enabled": true },
            "AccessLog": true
          }
        }
        """;

    /// <param name="path">Keys with dots between them, without <c>$</c>; a number is an index in a list.</param>
    /// <param name="value">JSON, or null to remove the key.</param>
    public static string With(string path, string? value) => With(Json, path, value);

    public static string With(string json, string path, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var keys = path.Split('.');
        var parent = keys[..^1].Aggregate(root, (node, key) => node[key] ?? Add((JsonObject)node, key));
        if (value is null)
            ((JsonObject)parent).Remove(keys[^1]);
        else
            parent[keys[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }

    public static LoadedConfig Load(string json, params (string Name, string Value)[] environment) =>
        LoadedConfig.From("proxy.json", json, environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    public static PolicyConfig LoadPolicy(string json, params (string Name, string Value)[] environment)
    {
        var loaded = Load(json, environment);
        Assert.Empty(loaded.Problems.Errors);
        return loaded.Config!.Policies["default"];
    }

    /// <summary>The one error of a file.</summary>
    public static ConfigProblem LoadError(string json, params (string Name, string Value)[] environment)
    {
        var loaded = Load(json, environment);
        Assert.Null(loaded.Config);
        return Assert.Single(loaded.Problems.Errors);
    }

    private static JsonObject Add(JsonObject parent, string key)
    {
        var child = new JsonObject();
        parent[key] = child;
        return child;
    }
}
