namespace PrivacyGateway.Configuration.Validation;

/// <summary>Entries of <c>optOutRedirects</c> that say too much, or nothing beside the others.</summary>
internal static class RedirectUseValidator
{
    public static void Validate(string path, IReadOnlyList<string> redirects, ConfigProblems problems)
    {
        for (var i = 0; i < redirects.Count; i++)
        {
            var (place, redirect) = ($"{path}.optOutRedirects[{i}]", redirects[i]);
            if (!Uri.TryCreate(redirect, UriKind.Absolute, out var url))
                continue;
            if (url.UserInfo.Length > 0)
                problems.Error(place, "it holds credentials, which every visitor would see.", "Take out what stands before \"@\".");
            else if (url is { Scheme: "http", IsLoopback: false })
                problems.Warn(place, $"\"{redirect}\" leads visitors away from TLS.", "Write https.");
            if (redirects.FirstOrDefault(other => other.EndsWith('/') && other.Length < redirect.Length && redirect.StartsWith(other, StringComparison.Ordinal)) is { } wider)
                problems.Warn(place, $"\"{wider}\" covers it already.", "Take one of the two out.");
        }
    }
}
