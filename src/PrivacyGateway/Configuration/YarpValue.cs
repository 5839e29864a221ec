using System.Globalization;
using System.Net.Http;
using System.Security.Authentication;

namespace PrivacyGateway.Configuration;

/// <summary>A kind of value in YARP's section. .NET reads all of them from text, so <c>100</c> and <c>"100"</c> are the same.</summary>
/// <param name="Expected">What to write, for messages.</param>
/// <param name="IsValid">Whether YARP can read a text.</param>
internal sealed record YarpValue(string Expected, Func<string, bool> IsValid)
{
    public static YarpValue Text { get; } = new("a text in quotes", static text => text.Length > 0 && text == text.Trim());

    public static YarpValue Bool { get; } = new("true or false", static text => bool.TryParse(text, out _));

    /// <summary>A whole number that may be negative.</summary>
    public static YarpValue Order { get; } = new("a whole number, such as 1", static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    public static YarpValue Count { get; } = new("a whole number from 1", static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0);

    public static YarpValue Duration { get; } = new(
        "a time span above zero, such as \"00:00:30\"",
        static text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero);

    public static YarpValue Url { get; } = new(
        "a URL, such as \"https://track-domain.example/\"",
        static text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0);

    /// <summary>Of a proxy, which is asked for tunnels.</summary>
    public static YarpValue ProxyUrl { get; } = new(
        "the http URL of a proxy, such as \"http://proxy.example:8080\"",
        static text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", Host.Length: > 0, AbsolutePath: "/", Query: "", Fragment: "" } && url.Port != 0);

    /// <summary>A name with or without a port.</summary>
    public static YarpValue HostHeader { get; } = new("a host name, such as \"track-domain.example\"", IsHostHeader);

    /// <summary>Without 3: the gateway speaks no QUIC.</summary>
    public static YarpValue HttpVersion { get; } = new("\"1.0\", \"1.1\" or \"2\"", static text => text is "1.0" or "1.1" or "1" or "2" or "2.0");

    public static YarpValue VersionPolicy { get; } = OneOf(Enum.GetNames<HttpVersionPolicy>());

    public static YarpValue TlsVersion { get; } = OneOf([nameof(SslProtocols.Tls12), nameof(SslProtocols.Tls13)]);

    public static YarpValue OneOf(IReadOnlyList<string> names) => new(
        string.Join(" or ", names.Select(static name => $"\"{name}\"")), text => names.Contains(text, StringComparer.OrdinalIgnoreCase));

    /// <summary>ASCII alone, since that is what the header can hold.</summary>
    private static bool IsHostHeader(string text) =>
        Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var url)
        && url.Authority.Equals(text, StringComparison.OrdinalIgnoreCase)
        && url.HostNameType != UriHostNameType.Unknown
        && (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || DomainName.ToAscii(url.Host)?.Equals(url.Host, StringComparison.OrdinalIgnoreCase) == true);
}
