namespace PrivacyGateway.Policies;

/// <summary>Where a visitor may be led after an opt-out: nowhere but to the owner's own pages.</summary>
internal static class RedirectTarget
{
    /// <param name="location">A complete address; compared as a browser resolves it, so that <c>/privacy/../account</c> is <c>/account</c>.</param>
    /// <param name="allowed">The policy's <c>optOutRedirects</c>; one that ends in <c>/</c> covers what lies below.</param>
    public static bool IsAllowed(string location, IReadOnlyList<string> allowed)
    {
        // Beyond visible ASCII, what is compared and what a browser makes of it may differ.
        if (location.AsSpan().ContainsAnyExceptInRange('!', '~') || location.Contains('\\') || !Uri.TryCreate(location, UriKind.Absolute, out var target))
            return false;
        var resolved = target.AbsoluteUri;
        return allowed.Any(one => one.EndsWith('/') ? resolved.StartsWith(one, StringComparison.Ordinal) : string.Equals(resolved, one, StringComparison.Ordinal));
    }
}
