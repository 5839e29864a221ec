using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// The names that carry canaries: each entry of the <see cref="Vocabulary"/>, the names that the policy lists, and unknown names.
/// </summary>
internal static class CanaryNames
{
    private static readonly string[] Unknown = ["visitor_ref", "loyalty-no", "hash"];

    public static IReadOnlyList<CanaryName> Parameters(PolicyConfig policy)
    {
        var names = Vocabulary.In(NameLocation.Parameter)
            .Where(static entry => entry.Category != DataCategory.Page)
            .SelectMany(static entry => Spell(entry.Name)
                .Select(name => new CanaryName(name, CategoryOf(Vocabulary.FindParameter(name)?.Category ?? entry.Category))))
            .Concat(Unknown.Select(static name => new CanaryName(name, ReportedCategory.Unknown)))
            .Concat(policy.UserIdentification.SuppressParameter.Select(static name => new CanaryName(name, ReportedCategory.Suppressed)))
            .Concat(policy.KeepParameter.Select(
                static name => new CanaryName(name, CategoryOf(Vocabulary.FindParameter(name.ToLowerInvariant())?.Category))));

        // An entry of suppressParameter takes precedence over the Vocabulary's category.
        return [.. names.GroupBy(static name => name.Name, StringComparer.OrdinalIgnoreCase)
            .Select(static group => group.LastOrDefault(static name => name.Data == ReportedCategory.Suppressed) ?? group.First())];
    }

    public static IReadOnlyList<(string Name, ReportedCategory Data)> Cookies { get; } =
    [
        .. Vocabulary.In(NameLocation.Cookie).Select(static entry => (Spell(entry.Name)[0], ReportedCategory.Identifier)),
        .. new[] { "PHPSESSID", "JSESSIONID", "session", "_ga", "_fbp", "cart" }.Select(static name => (name, ReportedCategory.SiteCookie)),
    ];

    /// <summary>
    /// Headers in which browsers, networks, load balancers and scripts are known to carry visitor data, and ordinary ones.
    /// </summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Accept-Charset", "Referer", "Origin", "From", "Authorization",
        "Proxy-Authorization", "If-None-Match", "X-Real-IP", "Forwarded", "Via", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP",
        "Fastly-Client-IP", "X-Cluster-Client-IP", "X-WT-IP", "X-WT-UA", "X-Request-ID", "X-Correlation-ID", "traceparent", "tracestate",
        "baggage", "Sec-CH-UA", "Sec-CH-UA-Model", "Sec-CH-UA-Platform-Version", "Sec-CH-UA-Full-Version-List", "Device-Memory", "Downlink",
        "ECT", "RTT", "Viewport-Width", "DPR", "X-Device-ID", "X-Session-ID", "X-CSRF-Token", "X-Api-Key", "Cookie2", "X-UIDH", "X-MSISDN",
        "X-Wap-Profile", "X-ATT-DeviceId", "Range", "Warning", "Pragma", "Cache-Control", "Link",
    ];

    public static ReportedCategory CategoryOf(DataCategory? kind) => kind switch
    {
        DataCategory.Identity or DataCategory.EverId or DataCategory.Analytics => ReportedCategory.Identifier,
        DataCategory.Contact => ReportedCategory.Contact,
        DataCategory.Customer => ReportedCategory.Customer,
        DataCategory.TemporarySession => ReportedCategory.TemporarySession,
        DataCategory.Fingerprint => ReportedCategory.Device,
        DataCategory.ClickId => ReportedCategory.ClickId,
        DataCategory.Personal => ReportedCategory.PersonalName,
        DataCategory.Campaign => ReportedCategory.Campaign,
        DataCategory.Referrer => ReportedCategory.Referrer,
        DataCategory.Marker => ReportedCategory.Marker,
        DataCategory.Content or DataCategory.Page => ReportedCategory.Content,
        _ => ReportedCategory.Unknown,
    };

    /// <summary>
    /// Examples of the names that an entry stands for: <c>uc#</c> with numbers, the ends of a range, a prefix with a suffix.
    /// </summary>
    private static string[] Spell(string row)
    {
        if (row.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots)
        {
            var digits = row.AsSpan(0, dots).IndexOfAnyInRange('0', '9');
            return [row[..dots], row[..digits] + row[(dots + 2)..]];
        }

        return row[^1] switch
        {
            '#' => [row[..^1] + "5", row[..^1] + "77"],
            '*' => [row[..^1] + "1x"],
            _ => [row],
        };
    }
}
