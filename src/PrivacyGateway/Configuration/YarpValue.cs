using System.Globalization;

namespace PrivacyGateway.Configuration;

/// <summary>A kind of value in YARP's section. .NET reads all of them from text, so <c>100</c> and <c>"100"</c> are the same.</summary>
/// <param name="Expected">The form to write, for messages.</param>
/// <param name="IsValid">Whether YARP can read a text.</param>
internal sealed record YarpValue(string Expected, Func<string, bool> IsValid)
{
    public static YarpValue From(KeyAttribute key) => key.Format switch
    {
        YarpFormat.Bool => new("true or false", static text => bool.TryParse(text, out _)),
        YarpFormat.Integer => new("a whole number, such as 1", static text => int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        YarpFormat.Count => new("a whole number from 1", static text => int.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0),
        YarpFormat.Duration => new("a time span above zero, such as \"00:00:30\"", IsDuration),
        YarpFormat.Url => new("a URL, such as \"https://track-domain.example/\"",
            static text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0),
        YarpFormat.ProxyUrl => new("the http URL of a proxy, such as \"http://proxy.example:8080\"", IsProxyUrl),
        YarpFormat.HostHeader => new("a host name, such as \"track-domain.example\"", IsHostHeader),
        YarpFormat.HttpVersion => new("\"1.0\", \"1.1\" or \"2\"", static text => text is "1.0" or "1.1" or "1" or "2" or "2.0"),
        YarpFormat.Known => OneOf(key.Known!.Split(' ')),
        _ => new("a text in quotes", static text => text.Length > 0 && text == text.Trim()),
    };

    private static YarpValue OneOf(string[] names) => new(
        string.Join(" or ", names.Select(static name => $"\"{name}\"")), text => names.Contains(text, StringComparer.OrdinalIgnoreCase));

    private static bool IsDuration(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            && span > TimeSpan.Zero;

    private static bool IsProxyUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http", Host.Length: > 0, AbsolutePath: "/", Query: "", Fragment: "" } && url.Port != 0;

    /// <summary>ASCII alone, since that is what the header can hold.</summary>
    private static bool IsHostHeader(string text) =>
        Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var url)
        && url.Authority.Equals(text, StringComparison.OrdinalIgnoreCase)
        && url.HostNameType != UriHostNameType.Unknown
        && (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            || DomainName.ToAscii(url.Host)?.Equals(url.Host, StringComparison.OrdinalIgnoreCase) == true);
}

/// <summary>The kinds of value in YARP's section.</summary>
internal enum YarpFormat
{
    /// <summary>No value of YARP's.</summary>
    None,

    Text,
    Bool,

    /// <summary>A whole number that may be negative.</summary>
    Integer,

    /// <summary>A whole number from 1.</summary>
    Count,

    Duration,
    Url,

    /// <summary>Of a proxy that opens tunnels.</summary>
    ProxyUrl,

    /// <summary>A name with or without a port.</summary>
    HostHeader,

    /// <summary>Without 3: the gateway speaks no QUIC.</summary>
    HttpVersion,

    /// <summary>One of <see cref="KeyAttribute.Known"/>.</summary>
    Known,
}
