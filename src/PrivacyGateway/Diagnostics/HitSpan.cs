using System.Diagnostics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// One span a hit, for whoever collects traces. The web server's own would hold path, query, address and browser; this one holds names of the
/// configuration and numbers. It continues no trace of the browser's, whose identifier would be the browser's choice, and nothing hears of it further on.
/// </summary>
internal static class HitSpan
{
    public const string SourceName = GatewayMetrics.MeterName;

    private static readonly ActivitySource Source = new(SourceName);

    public static bool IsOn => Source.HasListeners();

    /// <returns>Null if it is not among those that are sampled.</returns>
    public static Activity? Start(string route)
    {
        Activity.Current = null;
        var span = Source.StartActivity("hit", ActivityKind.Server);
        Activity.Current = null;
        return span?.SetTag("gateway.route", route);
    }

    public static void Describe(Activity span, string decision, string signal, bool isEnforced, string fate) => span
        .SetTag("gateway.decision", decision)
        .SetTag("gateway.signal", signal)
        .SetTag("gateway.enforced", isEnforced)
        .SetTag("gateway.outcome", fate);

    /// <summary>When it was handed to the track domain, or came back.</summary>
    public static void Mark(Activity? span, string what) => span?.AddEvent(new ActivityEvent(what));

    public static void End(Activity span, int status)
    {
        span.SetTag("http.response.status_code", status);
        span.Dispose();
    }
}
