namespace PrivacyGateway.Policies;

/// <summary>Restricts redirects after an opt-out to the site owner's pages.</summary>
internal static class RedirectTarget
{
    /// <param name="location">
    /// An absolute URL. It is compared as browsers resolve it: <c>/privacy/../account</c> is <c>/account</c>.
    /// </param>
    /// <param name="allowed">The policy's <c>optOutRedirects</c>; one that ends with <c>/</c> covers all URLs below it.</param>
    public static bool IsAllowed(string location, IReadOnlyList<string> allowed)
    {
        // Outside visible ASCII, this comparison and the browser's resolution may differ.
        if (location.AsSpan().ContainsAnyExceptInRange('!', '~') || location.Contains('\\')
            || !Uri.TryCreate(location, UriKind.Absolute, out var target))
            return false;
        var resolved = target.AbsoluteUri;
        return allowed.Any(one => one.EndsWith('/')
            ? resolved.StartsWith(one, StringComparison.Ordinal) : string.Equals(resolved, one, StringComparison.Ordinal));
    }
}
