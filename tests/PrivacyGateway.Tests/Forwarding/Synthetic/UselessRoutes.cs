using PrivacyGateway.Tests.Configuration;

namespace PrivacyGateway.Tests.Forwarding.Synthetic;

/// <summary>Files in which at least one route would serve no hit, or make every hit fail; by their mistake.</summary>
internal static class UselessRoutes
{
    private const string Routes = "ReverseProxy.Routes";
    private const string Match = $"{ConfigSample.Route}.Match";

    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(
        [.. Hosts(), .. Paths(), .. Conditions(), .. RouteKeys(), .. PairsOfRoutes(), .. ClusterKeys()], StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Hosts() => new[]
    {
        "https://track.shop.example/", "http://x", "//track.shop.example", "::1", "[::1]", "[::1]:8080", "track.shop.example:https",
            "track.shop.example:", "track.shop.example:0",
        "track.shop.example:70000", "track.shop.example/", "track.shop.example ", " track.shop.example", "track shop.example",
        ".track.shop.example", "track..shop.example", "track.shop.example.", "*", "*.", "*shop.example", "**.shop.example", "*.*.example",
        "track.*.example", "{*any}.shop.example", "user@track.shop.example", "track.shop.example?x", "track.shop.example#x",
        "track.shop.example\\\\", "track.shop.example, data.shop.example", "-track.shop.example", "010.0.0.1", "256.1.1.1", "10.1",
        new string('a', 64) + ".shop.example", string.Join('.', Enumerable.Repeat("abcdefghi", 26)) + ".example", "xn--ü.example", "",
    }.Select(host => Named($"host \"{host}\"", ConfigSample.With($"{Match}.Hosts", $"[\"{host}\"]")));

    private static IEnumerable<KeyValuePair<string, string>> Paths() => new[]
    {
        "/collect/{**rest}", "x/{**p}", "/*", "/", "/wt", "/{only}", "/{id:nosuch}/{**p}", "/{id:int}/{**p}", "/{id:guid}/{**p}",
            "/{id:alpha}/{**p}", "/{id:length(3)}/{**p}", "/{id:max(5)}/{**p}",
        "/{**path:int}", "/{id}/{rest:bool}", "/{id}/pixel", "/111111111111111/other", "/{**path}.gif", "/{a}/{a}", "/{unclosed",
        "/{id}//{**p}", "/{id}/wt?x=1", "/.consent/{**p}", "/müller/{**p}", "/{id}/{kind}/{more}", "/files/{**f}",
        "/.well-known/acme-challenge/{**t}",
    }.Select(path => Named($"path \"{path}\"", Both($"{Match}.Path", $"\"{path}\"", $"{ConfigSample.Policy}.staticPaths", "[]")));

    private static IEnumerable<KeyValuePair<string, string>> Conditions()
    {
        yield return Named("only OPTIONS", ConfigSample.With($"{Match}.Methods", "[\"OPTIONS\"]"));
        yield return Named("only PUT", ConfigSample.With($"{Match}.Methods", "[\"PUT\"]"));
        yield return Named("a batch by GET", Both($"{Match}.Path", "\"/{id}/batch\"", $"{Match}.Methods", "[\"GET\"]"));
        yield return Named("an opt-out by POST", Both($"{Match}.Path", "\"/{id}/optout\"", $"{Match}.Methods", "[\"POST\"]"));
        yield return Named("a batch longer than the limit", Both(
            $"{Match}.Path", "\"/{id}/batch\"", $"{ConfigSample.Policy}.limits", "{ \"bodyBytes\": 1 }"));
        yield return Named("a header that is there and not there", ConfigSample.With(
            $"{Match}.Headers", """[{ "Name": "X-A", "Mode": "Exists" }, { "Name": "X-A", "Mode": "NotExists" }]"""));
        yield return Named("a header that begins with two texts", ConfigSample.With(
            $"{Match}.Headers", """[{ "Name": "X-A", "Values": ["a"] }, { "Name": "X-A", "Values": ["b"] }]"""));
        yield return Named("a parameter that is this and not this", ConfigSample.With(
            $"{Match}.QueryParameters", """[{ "Name": "x", "Values": ["a"] }, { "Name": "x", "Values": ["a"], "Mode": "NotContains" }]"""));
        yield return Named("a header without values", ConfigSample.With($"{Match}.Headers", """[{ "Name": "X-A" }]"""));
        yield return Named("a mode that is misspelt", ConfigSample.With($"{Match}.Headers", """[{ "Name": "X-A", "Mode": "Exist" }]"""));
        yield return Named("a condition's key that is misspelt", ConfigSample.With(
            $"{Match}.Headers", """[{ "Name": "X-A", "Value": ["a"], "Mode": "Exists" }]"""));
        yield return Named("a condition that is no object", ConfigSample.With($"{Match}.Headers", "[\"X-A\"]"));
    }

    private static IEnumerable<KeyValuePair<string, string>> RouteKeys() => new[]
    {
        ("Timeout", "\"00:00:05\""), ("CorsPolicy", "\"disable\""), ("CorsPolicy", "\"default\""), ("CorsPolicy", "\"shop\""),
            ("OutputCachePolicy", "\"default\""), ("TimeoutPolicy", "\"fast\""),
        ("RateLimiterPolicy", "\"fast\""), ("AuthorizationPolicy", "\"default\""), ("Transforms", "[{ \"PathPrefix\": \"/x\" }]"),
        ("MaxRequestBodySize", "100"), ("Order", "\"first\""), ("Ordr", "1"),
    }.Select(key => Named($"route key {key.Item1}: {key.Item2}", ConfigSample.With($"{ConfigSample.Route}.{key.Item1}", key.Item2)));

    private static IEnumerable<KeyValuePair<string, string>> PairsOfRoutes()
    {
        yield return Named("the same host and path twice", With("second", "/{**rest}"));
        yield return Named("a catch-all of either kind", With("second", "/{*x}"));
        yield return Named("methods that overlap", ConfigSample.With(
            With("second", "/{**path}", "\"Methods\": [\"GET\", \"POST\"]"), $"{Match}.Methods", "[\"GET\"]"));
        yield return Named("a route before it that takes all", With("second", "/{**path}", order: -1));
        yield return Named("a narrower route that takes every hit", With("second", "/{ids}/{**rest}", files: "[]"));
        yield return Named("a route without a policy before it", With("second", "/{**path}", order: -1)
            .Replace("\"strict\"", "\"standard\"", StringComparison.Ordinal));
        yield return Named("a route without a policy that fails", ConfigSample.With(With("second", "/second/{**path}"), $"{Routes}.second", """
            { "ClusterId": "track-domain", "CorsPolicy": "disable", "Match": { "Hosts": ["other.shop.example"] }, "Metadata": { "PrivacyPolicy": "none" } }
            """));
        yield return Named("a route without a policy that nothing can match", ConfigSample.With(ConfigSample.Json, $"{Routes}.second", """
            { "ClusterId": "track-domain", "Match": { "Hosts": ["other.shop.example"], "Path": "/{x:int}/{x2:alpha}/{x3:guid}" }, "Metadata": { "PrivacyPolicy": "none" } }
            """));
    }

    private static IEnumerable<KeyValuePair<string, string>> ClusterKeys() => new[]
    {
        ("HttpClient", "{ \"MaxConnectionPerServer\": 10 }"), ("HttpClient", "{ \"MaxConnectionsPerServer\": 0 }"),
            ("HttpClient", "{ \"MaxConnectionsPerServer\": \"many\" }"),
        ("HttpClient", "{ \"SslProtocols\": [\"Tls14\"] }"), ("HttpClient", "{ \"SslProtocols\": \"Tls12\" }"), ("HttpClient",
            "{ \"RequestHeaderEncoding\": \"latin-9000\" }"), ("HttpClient", "{ \"WebProxy\": { \"Adress\": \"http://proxy:8080\" } }"),
        ("HttpClient", "{ \"WebProxy\": { \"Address\": \"proxy:8080\" } }"), ("HttpRequest", "{ \"Versoin\": \"1.1\" }"),
        ("HttpRequest", "{ \"Version\": \"4\" }"), ("HttpRequest", "{ \"VersionPolicy\": \"Exactly\" }"),
        ("HttpRequest", "{ \"ActivityTimout\": \"00:00:10\" }"), ("HttpRequest", "{ \"ActivityTimeout\": \"soon\" }"),
        ("HttpRequest", "{ \"ActivityTimeout\": 10 }"), ("HealthCheck", "{ \"Activ\": { \"Enabled\": true } }"),
        ("HealthCheck", "{ \"Active\": { \"Enabled\": \"yes\" } }"), ("HealthCheck", "{ \"Active\": { \"Intervall\": \"00:00:10\" } }"),
        ("HealthCheck", "{ \"Passive\": { \"Polcy\": \"TransportFailureRate\" } }"),
        ("HealthCheck", "{ \"AvailableDestinationPolicy\": \"HealthyOrPanic\" }"), ("HealthCheck", "true"),
        ("LoadBalancingPolicy", "\"Fastest\""), ("LoadBalancingPolicies", "\"RoundRobin\""),
        ("Metadata", "{ \"AllowPlainHttp\": \"yes\" }"), ("Destinations", "{}"),
    }.Select(key => Named($"cluster key {key.Item1}: {key.Item2}", ConfigSample.With($"{ConfigSample.Cluster}.{key.Item1}", key.Item2)));

    private static string With(string id, string path, string condition = "", int? order = null, string? files = null)
    {
        var json = ConfigSample.With($"{Routes}.{id}", $$"""
            { "ClusterId": "track-domain", {{(order is null ? "" : $"\"Order\": {order},")}} "Match": { "Hosts": ["track.shop.example"], "Path": "{{path}}"{{(condition.Length > 0 ? $", {condition}" : "")}} }, "Metadata": { "PrivacyPolicy": "default" } }
            """);
        return files is null ? json : ConfigSample.With(json, $"{ConfigSample.Policy}.staticPaths", files);
    }

    private static string Both(string firstKey, string first, string secondKey, string second) =>
        ConfigSample.With(ConfigSample.With(firstKey, first), secondKey, second);

    private static KeyValuePair<string, string> Named(string name, string json) => new(name, json);
}
