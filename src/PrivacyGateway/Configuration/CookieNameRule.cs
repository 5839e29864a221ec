namespace PrivacyGateway.Configuration;

/// <summary>What the name of a cookie may be made of.</summary>
internal static class CookieNameRule
{
    public static void Validate(string path, string name, ConfigProblems problems)
    {
        if (name.Any(character => character is <= ' ' or > '~' || "()<>@,;:\\\"/[]?={}%".Contains(character, StringComparison.Ordinal)))
            problems.Error(path, $"\"{name}\" cannot be a cookie's name.", "Write letters, digits, - and _; the pixel never finds a cookie whose name needs escapes.");
    }
}
