namespace PrivacyGateway.Configuration;

/// <summary>Origins (RFC 6454) as browsers send them: scheme and host in lower case, the host in punycode, no default port.</summary>
internal static class WebOrigin
{
    /// <param name="origin">As written; an international host in either form.</param>
    /// <returns>The value that a browser sends in <c>Origin</c>; null for text that is not an origin.</returns>
    public static string? Normalize(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        if (uri.HostNameType != UriHostNameType.Dns)
            return uri.GetLeftPart(UriPartial.Authority) == origin ? origin : null;

        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return DomainName.ToAscii(uri.Host) is { } host
            && (origin == $"{uri.Scheme}://{host}{port}" || origin == $"{uri.Scheme}://{DomainName.ToUnicode(host)}{port}")
            ? $"{uri.Scheme}://{host}{port}"
            : null;
    }
}

/// <summary>
/// URLs that a visitor may be redirected to, in the form in which a browser resolves them; only that form ever compares equal.
/// </summary>
internal static class RedirectUrl
{
    /// <param name="url">As written; an international host in either form.</param>
    /// <returns>
    /// Host in lower case and punycode, path and query percent-encoded, dot segments
    /// resolved; null for text that is not a complete http URL with a path.
    /// </returns>
    public static string? Normalize(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || !url.AsSpan(uri.Scheme.Length + "://".Length).Contains('/'))
            return null;
        if (uri.HostNameType != UriHostNameType.Dns)
            return uri.AbsoluteUri;
        return DomainName.ToAscii(uri.Host) is { } host ? new UriBuilder(uri) { Host = host }.Uri.AbsoluteUri : null;
    }
}
