using System.Globalization;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>Names that a consent platform can never grant: with one of them every visitor is anonymous.</summary>
internal static class PlatformValidator
{
    private const string Necessary = "necessary";
    private const string StrictlyNecessary = "C0001";

    private static readonly string[] CookiebotCategories = SignalsConfig.CookiebotCategories.Split(' ');

    private static readonly string[] OneTrustGroups = [StrictlyNecessary, .. SignalsConfig.OneTrustGroups.Split(' ')];

    public static void Validate(string path, SignalsConfig signals, ConfigProblems problems)
    {
        for (var i = 0; i < signals.Cookiebot.Count; i++)
            ValidateCategory($"{path}.cookiebot[{i}]", signals.Cookiebot[i], problems);
        ValidateNecessary($"{path}.cookiebot", signals.Cookiebot, Necessary, "\"statistics\"", problems);

        for (var i = 0; i < signals.OneTrust.Count; i++)
            ValidateGroup($"{path}.oneTrust[{i}]", signals.OneTrust[i], problems);
        ValidateNecessary($"{path}.oneTrust", signals.OneTrust, StrictlyNecessary, "\"C0002\"", problems);

        ValidatePurposes($"{path}.tcf.purposes", signals.Tcf, problems);
        ValidatePurposes($"{path}.gpp.purposes", signals.Gpp, problems);
    }

    private static void ValidatePurposes(string path, TcfConfig? strings, ConfigProblems problems)
    {
        for (var i = 0; i < (strings?.Purposes.Count ?? 0); i++)
        {
            if (strings!.Purposes[i] > TcfConfig.DefinedPurposes)
                problems.Error($"{path}[{i}]",
                    string.Create(CultureInfo.InvariantCulture,
                        $"the IAB defines no purpose {strings.Purposes[i]}, so no visitor can consent to it."),
                        $"Write purposes from 1 to {TcfConfig.DefinedPurposes}, such as 8 (measure content performance).");
        }
    }

    private static void ValidateCategory(string path, string category, ConfigProblems problems)
    {
        if (CookiebotCategories.Contains(category, StringComparer.Ordinal))
            return;
        var remedy = NearestName.Find(category, CookiebotCategories) is { } nearest ? $"Did you mean \"{nearest}\"?"
            : $"Write one of {string.Join(", ", CookiebotCategories)}; analytics belong to \"statistics\".";
        problems.Error(path, $"Cookiebot has no category \"{category}\", so no visitor can consent to it.", remedy);
    }

    private static void ValidateGroup(string path, string group, ConfigProblems problems)
    {
        if (OneTrustGroups.Contains(group, StringComparer.Ordinal))
            return;

        if (group.Any(static character => character is ',' or ':' or '&' or <= ' ' or > '~'))
            problems.Error(path, $"\"{group}\" cannot be the id of a OneTrust group.",
                "Write one id an entry, as it stands behind groups= in the cookie OptanonConsent, such as \"C0002\".");
        else if (OneTrustGroups.FirstOrDefault(known => known.Equals(group, StringComparison.OrdinalIgnoreCase)) is { } known)
            problems.Error(
                path, $"OneTrust writes \"{known}\", never \"{group}\", so no visitor can consent to it.", $"Write \"{known}\".");
        else
            problems.Warn(path,
                $"\"{group}\" is not one of the groups that OneTrust gives to every site ({OneTrustGroups[0]} to {OneTrustGroups[^1]}); "
                    + "without such a group of your own every visitor is anonymous.",
                    (NearestName.Find(group, OneTrustGroups) is { } nearest ? $"Did you mean \"{nearest}\"? " : "")
                        + "Compare it with groups= in the cookie OptanonConsent.");
    }

    /// <summary>A category that no visitor can refuse proves no consent.</summary>
    private static void ValidateNecessary(
        string path, IReadOnlyList<string> names, string necessary, string example, ConfigProblems problems)
    {
        if (names.Count > 0 && names.All(name => name == necessary))
            problems.Error(path, $"\"{necessary}\" is granted by every visitor who has made a choice, also by one who refused all else.",
                $"Write the category that the site uses for analytics, such as {example}.");
        else if (names.Contains(necessary, StringComparer.Ordinal))
            problems.Warn(
                path, $"\"{necessary}\" is granted by every visitor who has made a choice; it adds nothing to the others.", "Take it out.");
    }
}
