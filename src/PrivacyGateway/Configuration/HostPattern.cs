using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Configuration;

/// <summary>
/// An entry of a route's <c>Match.Hosts</c>: a name, an IPv4 address or <c>*.</c> before a name, each with or without a port.
/// </summary>
/// <param name="Name">Lower case, in ASCII, without the port.</param>
/// <param name="Port">Null if requests for every port match.</param>
internal sealed record HostPattern(string Name, int? Port)
{
    private const string Wildcard = "*.";

    public bool IsWildcard => Name.StartsWith(Wildcard, StringComparison.Ordinal);

    /// <summary>As YARP compares it: the platform decodes a request's international host before that.</summary>
    public string ToYarp()
    {
        var name = IsWildcard ? Wildcard + DomainName.ToUnicode(Name[Wildcard.Length..]) : DomainName.ToUnicode(Name) ?? Name;
        return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{name}:{port}") : name;
    }

    /// <returns>Null for text that is not the host of any request.</returns>
    public static HostPattern? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        int? port = null;
        if (colon >= 0)
        {
            if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > 65535)
                return null;
            (text, port) = (text[..colon], number);
        }

        if (IsAddress(text))
            return new HostPattern(text, port);
        var isWildcard = text.StartsWith(Wildcard, StringComparison.Ordinal);
        return DomainName.ToAscii(isWildcard ? text[Wildcard.Length..] : text) is { } name
            ? new HostPattern(isWildcard ? Wildcard + name : name, port) : null;
    }

    /// <summary>Only in the form in which browsers write it, so not with leading zeros.</summary>
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;
}
