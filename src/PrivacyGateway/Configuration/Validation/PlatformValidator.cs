using System.Globalization;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>Names that a consent platform can never grant: with one of them every visitor is anonymous.</summary>
internal static class PlatformValidator
{
    /// <summary>Purposes that the IAB's policies define (TCF 2.2 and 2.3, appendix A); a consent string has room for 24.</summary>
    private const int DefinedPurposes = 11;

    private const string Necessary = "necessary";
    private const string StrictlyNecessary = "C0001";

    /// <summary>All that <c>CookieConsent</c> ever holds; a site cannot add any.</summary>
    private static readonly string[] CookiebotCategories = [Necessary, "preferences", "statistics", "marketing"];

    /// <summary>The groups that OneTrust gives to every site. A site may add its own, under ids of its own.</summary>
    private static readonly string[] OneTrustGroups = [StrictlyNecessary, "C0002", "C0003", "C0004", "C0005"];

    public static void Validate(string path, SignalsConfig signals, ConfigProblems problems)
    {
        for (var i = 0; i < signals.Cookiebot.Count; i++)
            ValidateCategory($"{path}.cookiebot[{i}]", signals.Cookiebot[i], problems);
        ValidateNecessary($"{path}.cookiebot", signals.Cookiebot, Necessary, "\"statistics\"", problems);

        for (var i = 0; i < signals.OneTrust.Count; i++)
            ValidateGroup($"{path}.oneTrust[{i}]", signals.OneTrust[i], problems);
        ValidateNecessary($"{path}.oneTrust", signals.OneTrust, StrictlyNecessary, "\"C0002\"", problems);

        for (var i = 0; i < (signals.Tcf?.Purposes.Count ?? 0); i++)
        {
            if (signals.Tcf!.Purposes[i] > DefinedPurposes)
                problems.Error($"{path}.tcf.purposes[{i}]", string.Create(CultureInfo.InvariantCulture, $"the IAB defines no purpose {signals.Tcf.Purposes[i]}, so no visitor can consent to it."), $"Write purposes from 1 to {DefinedPurposes}, such as 8 (measure content performance).");
        }
    }

    private static void ValidateCategory(string path, string category, ConfigProblems problems)
    {
        if (CookiebotCategories.Contains(category, StringComparer.Ordinal))
            return;
        var remedy = NearestName.Of(category, CookiebotCategories) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Write one of {string.Join(", ", CookiebotCategories)}; analytics belong to \"statistics\".";
        problems.Error(path, $"Cookiebot has no category \"{category}\", so no visitor can consent to it.", remedy);
    }

    private static void ValidateGroup(string path, string group, ConfigProblems problems)
    {
        if (OneTrustGroups.Contains(group, StringComparer.Ordinal))
            return;

        if (group.Any(static character => character is ',' or ':' or '&' or <= ' ' or > '~'))
            problems.Error(path, $"\"{group}\" cannot be the id of a OneTrust group.", "Write one id an entry, as it stands behind groups= in the cookie OptanonConsent, such as \"C0002\".");
        else if (OneTrustGroups.FirstOrDefault(known => known.Equals(group, StringComparison.OrdinalIgnoreCase)) is { } known)
            problems.Error(path, $"OneTrust writes \"{known}\", never \"{group}\", so no visitor can consent to it.", $"Write \"{known}\".");
        else
            problems.Warn(path, $"\"{group}\" is none of the groups that OneTrust gives to every site ({OneTrustGroups[0]} to {OneTrustGroups[^1]}); without such a group of your own every visitor is anonymous.", (NearestName.Of(group, OneTrustGroups) is { } nearest ? $"Did you mean \"{nearest}\"? " : "") + "Compare it with groups= in the cookie OptanonConsent.");
    }

    /// <summary>A category that no visitor can refuse proves no consent.</summary>
    private static void ValidateNecessary(string path, IReadOnlyList<string> names, string necessary, string example, ConfigProblems problems)
    {
        if (names.Count > 0 && names.All(name => name == necessary))
            problems.Error(path, $"\"{necessary}\" is granted by every visitor who has answered, also by one who refused all else.", $"Write the category that the site uses for analytics, such as {example}.");
        else if (names.Contains(necessary, StringComparer.Ordinal))
            problems.Warn(path, $"\"{necessary}\" is granted by every visitor who has answered; it adds nothing to the others.", "Take it out.");
    }
}
