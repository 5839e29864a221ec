namespace PrivacyGateway.Configuration;

/// <summary>Compares host names in ASCII. The comparison ignores case.</summary>
internal static class HostMatch
{
    private const string Wildcard = "*.";

    /// <summary>Whether a host matches a name, or <c>*.</c> followed by a name of which it is a subdomain.</summary>
    public static bool Matches(ReadOnlySpan<char> host, ReadOnlySpan<char> pattern) =>
        pattern.StartsWith(Wildcard)
            ? IsSubdomain(host, pattern[Wildcard.Length..]) : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a host is a domain or one of its subdomains.</summary>
    public static bool IsWithin(ReadOnlySpan<char> host, ReadOnlySpan<char> domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || IsSubdomain(host, domain);

    public static bool IsSubdomain(ReadOnlySpan<char> host, ReadOnlySpan<char> domain) =>
        host.Length > domain.Length + 1 && host[^(domain.Length + 1)] == '.' && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase);
}
