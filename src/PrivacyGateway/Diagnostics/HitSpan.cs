using System.Diagnostics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// One span per hit. ASP.NET Core's span would hold path, query, client address and user agent; this one holds only names from the
/// configuration and numbers. It does not continue a browser's trace, whose id the client chooses, and is not propagated upstream.
/// </summary>
internal static class HitSpan
{
    public const string SourceName = GatewayMetrics.MeterName;

    private static readonly ActivitySource Source = new(SourceName);

    public static bool IsOn => Source.HasListeners();

    /// <returns>Null if the hit is not sampled.</returns>
    public static Activity? Start(string route)
    {
        Activity.Current = null;
        var span = Source.StartActivity("hit", ActivityKind.Server);
        Activity.Current = null;
        return span?.SetTag("gateway.route", route);
    }

    public static void Describe(Activity span, string decision, string signal, bool isEnforced, string outcome) => span
        .SetTag("gateway.decision", decision)
        .SetTag("gateway.signal", signal)
        .SetTag("gateway.enforced", isEnforced)
        .SetTag("gateway.outcome", outcome);

    /// <summary>Adds an event, such as sent to the track domain, or response received.</summary>
    public static void Mark(Activity? span, string name) => span?.AddEvent(new ActivityEvent(name));

    public static void End(Activity span, int status)
    {
        span.SetTag("http.response.status_code", status);
        span.Dispose();
    }
}
