using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Inspection;

/// <summary>
/// Lists the items of a request that are not forwarded. The trace groups all cookies that are not the vendor's as site cookies; the cookies
/// that the policy reads are listed by name, because the operator configured these names.
/// </summary>
internal static class StrippedItems
{
    public const string AnonymousCookie = "the anonymous cookie";
    public const string OptOutCookie = "an opt-out cookie";

    private const string SiteCookie = "(site cookie)";

    public static IReadOnlyList<StrippedItem> In(Explanation explanation)
    {
        if (explanation.Outcome is not { } outcome)
            return [];

        var items = outcome.Trace.Entries.Select(static entry => new StrippedItem(
            entry.Location, entry.Name, entry.Rule, entry.Count, null)).ToList();
        var site = items.FindIndex(static item => item is { Place: NameLocation.Cookie, Name: SiteCookie });
        if (site < 0)
            return items;

        var named = new List<StrippedItem>();
        foreach (var (name, note) in CookiesOf(explanation.Policy!.Config))
        {
            if (CountOf(explanation.Judgement.Hit!, name) is > 0 and var count && count <= items[site].Count)
            {
                named.Add(items[site] with { Name = name, Count = count, Note = note });
                items[site] = items[site] with { Count = items[site].Count - count };
            }
        }

        if (items[site].Count == 0)
            items.RemoveAt(site);
        items.InsertRange(site, named);
        return items;
    }

    /// <summary>The role of a cookie in the policy; null for other cookies.</summary>
    public static string? NoteFor(string cookie, PolicyConfig policy) =>
        CookiesOf(policy).FirstOrDefault(known => known.Name == cookie).Note;

    private static IEnumerable<(string Name, string Note)> CookiesOf(PolicyConfig policy)
    {
        if (policy.UserIdentification is { EnableAnonymousFunction: true } user)
            yield return (user.AnonymousCookieName, AnonymousCookie);
        foreach (var name in policy.OptOutCookies)
            yield return (name, OptOutCookie);
    }

    private static int CountOf(Hit hit, string name)
    {
        var count = 0;
        foreach (var cookie in hit.Cookies)
            count += CookieText.LooksLike(cookie, name) && Vocabulary.FindCookie(cookie.Name) is null ? 1 : 0;
        return count;
    }
}
