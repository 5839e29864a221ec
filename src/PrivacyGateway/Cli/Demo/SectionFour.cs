using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// The specification's own test of anonymous tracking (section 4), held against what the browser stores and what the vendor received.
/// </summary>
internal sealed class SectionFour
{
    private readonly List<SpecificationCheck> _claims = [];

    private SectionFour()
    {
    }

    /// <param name="exchange">A hit.</param>
    /// <param name="cookies">The cookies that the browser stores for this host now.</param>
    /// <returns>Nothing unless the hit is anonymous: the test is about nothing else.</returns>
    public static IReadOnlyList<SpecificationCheck> Check(Exchange exchange, IReadOnlyList<HeaderLine> cookies)
    {
        if (!exchange.IsAnonymous || exchange.Received is not { } received)
            return [];

        var test = new SectionFour();
        var user = exchange.Explanation.Policy!.Config.UserIdentification;
        test.AddAnonymousCookie(user, cookies);
        test.AddStoredIdentifiers(cookies);
        var parameters = WirePart.In(received).Where(static part => part.Place == NameLocation.Parameter).ToList();
        var markers = parameters.FindAll(static part => part.Name == "nc");
        test.Add("The request includes nc=1", markers is [{ Value: "1" }], markers.Count == 0 ? "no nc was received"
            : $"received: {string.Join(", ", markers.Select(static part => $"nc={part.Value}"))}");
        test.AddAbsent("The request omits eid", ["eid"], parameters);
        if (user.SuppressParameter.Count > 0)
            test.AddAbsent($"The parameters {string.Join(", ", user.SuppressParameter)} are not sent", user.SuppressParameter, parameters);
        return test._claims;
    }

    private void AddAnonymousCookie(UserIdentificationConfig user, IReadOnlyList<HeaderLine> cookies)
    {
        var name = user.AnonymousCookieName;
        var values = new List<string>();
        foreach (var cookie in new CookieLines(cookies))
        {
            if (cookie.Name.SequenceEqual(name))
                values.Add(WireText.Show(cookie.Value.ToString()));
        }

        var evidence = values.Count == 0 ? $"{name} is not in the browser" : $"{name}={string.Join(", ", values)} in the browser";
        if (user.AnonymousOptIn)
            Add($"The cookie {name} is absent", values.Count == 0,
                $"{evidence}; with anonymousOptIn: true, anonymous means that it is absent");
        else
            Add($"The cookie {name} is set to 1", values is ["1"], evidence);
    }

    private void AddStoredIdentifiers(IReadOnlyList<HeaderLine> cookies)
    {
        var (names, count) = (SpecificationChecks.FindIdentifyingCookies(new CookieLines(cookies)), 0);
        foreach (var _ in new CookieLines(cookies))
            count++;

        Add("No identifying cookie is stored", names.Count == 0, names.Count == 0
            ? $"none of the {count} cookies in the browser"
            : $"{string.Join(", ", names)}: a script of the page wrote it. The gateway strips it from hits; to keep it from being written, "
                + "set enableAnonymousFunction in the page too");
    }

    private void AddAbsent(string claim, IReadOnlyList<string> names, List<WirePart> parameters)
    {
        var found = parameters.FindAll(part => names.Contains(part.Name, StringComparer.OrdinalIgnoreCase)).ConvertAll(
            static part => part.Name);
        Add(claim, found.Count == 0, found.Count == 0 ? $"none among the {parameters.Count} parameters that the vendor received"
            : $"received: {string.Join(", ", found)}");
    }

    private void Add(string claim, bool isTrue, string evidence) => _claims.Add(new SpecificationCheck(claim, isTrue, evidence));
}
