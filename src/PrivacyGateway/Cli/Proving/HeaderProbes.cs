using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Probes cookies, headers, the path, the referrer, and copies of an identifier's value elsewhere in the same hit.</summary>
internal sealed class HeaderProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    private readonly string _query = $"{writer.Hit}?{ProbeWriter.Page}";
    private static readonly string[] ReferrerParts = [Promises.ReferrerHost, Promises.ReferrerPath, Promises.ReferrerQuery];

    private readonly Promises? _promises = subject.Policy is { } policy ? new Promises(policy) : null;

    public IEnumerable<Probe> All()
    {
        yield return Control();
        yield return Cookies("one line", isQuoted: false, isSplit: false);
        yield return Cookies("quoted", isQuoted: true, isSplit: false);
        yield return Cookies("two lines", isQuoted: false, isSplit: true);
        yield return Headers("one line", isTwice: false);
        yield return Headers("two lines", isTwice: true);
        yield return Path();
        yield return Echo();
        yield return Referrer();
        yield return Address("IPv6", canaries.Address6(), "");
        yield return Address("IPv4 in IPv6", canaries.Address(), "::ffff:");
    }

    /// <summary>A plain hit with only the shared canaries. If it is not forwarded, the other probes show nothing.</summary>
    private Probe Control() => new(subject, "control", writer.Get(_query), writer.Shared) { IsControl = true };

    private Probe Cookies(string spelling, bool isQuoted, bool isSplit)
    {
        var placed = CanaryNames.Cookies.Select(cookie => canaries.Place(new Placement(
            cookie.Name is "sid" || cookie.Data == ReportedCategory.SiteCookie ? canaries.Word() : canaries.Number(),
            cookie.Name,
            cookie.Data,
            CanaryLocation.Cookie,
            spelling,
            subject.Rule(RuleNames.AnonymousHitCookie, IsSites(cookie.Name, cookie.Data) ? RuleNames.SiteCookie : null)))).ToArray();
        string[] pairs = [
            .. placed.Select(placement => isQuoted ? $"{placement.Name}=\"{placement.Value}\"" : $"{placement.Name}={placement.Value}")];
        var request = isSplit ? writer.Get(_query, [$"Cookie: {string.Join("; ", pairs)}"]) : writer.Get(_query, cookies: pairs);
        return new Probe(subject, $"{CanaryLocation.Cookie}, {spelling}", request, placed);
    }

    /// <summary>Shops use the name <c>sid</c> too: it is the vendor's only with the value 1, which no canary has.</summary>
    private static bool IsSites(string name, ReportedCategory data) => data == ReportedCategory.SiteCookie || name == "sid";

    private Probe Headers(string spelling, bool isTwice)
    {
        var placed = CanaryNames.Headers.SelectMany(name => Enumerable.Repeat(name, isTwice ? 2 : 1)).Select(
            name => canaries.Place(new Placement(
            canaries.Word(),
            name,
            Promises.IdentifiedHeader(name) is null ? ReportedCategory.BrowserHeader : ReportedCategory.OtherHeader,
            CanaryLocation.Header,
            spelling,
            subject.Rule(_promises?.Header(name), Promises.IdentifiedHeader(name))))).ToArray();
        return new Probe(subject, $"{CanaryLocation.Header}, {spelling}", writer.Get(
            _query, [.. placed.Select(static placement => $"{placement.Name}: {Wrap(placement)}")]), placed);
    }

    /// <summary>Puts the canary into a value of the header's usual shape, because the gateway would replace other shapes anyway.</summary>
    private static string Wrap(Placement placement) => placement.Name switch
    {
        "User-Agent" => $"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {placement.Value}",
        "Accept" => $"image/webp,image/{placement.Value},*/*",
        "Accept-Language" => $"de,{placement.Value};q=0.5",
        "Referer" => $"https://www.shop.example/home?visitor={placement.Value}",
        _ => placement.Value,
    };

    private Probe Path()
    {
        var placed = canaries.Place(new Placement(
            canaries.Word(), "(path)", ReportedCategory.Unknown, CanaryLocation.Path, Spelling.PlainName, subject.Rule(Promises.Path)));
        return new Probe(subject, $"{CanaryLocation.Path}", writer.Get($"{writer.Hit}{placed.Value}?{ProbeWriter.Page}"), [placed]);
    }

    /// <summary>A client address in another form than those of all other probes.</summary>
    private Probe Address(string form, string address, string lead)
    {
        var placed = canaries.Place(new Placement(
            address, "client address", ReportedCategory.ClientAddress, CanaryLocation.Address, form, subject.AddressRule()));
        return new Probe(subject, $"{CanaryLocation.Address}, {form}", writer.Get(_query, [$"X-Forwarded-For: {lead}{address}"]), [placed]);
    }

    /// <summary>An external referrer with canaries in host, path and query.</summary>
    private Probe Referrer()
    {
        Placement[] placed =
        [
            .. ReferrerParts.Select(part => canaries.Place(new Placement(
                canaries.Word(), part, ReportedCategory.Referrer, CanaryLocation.PageReferrer, Spelling.PlainName,
                subject.Rule(_promises?.Referrer(part))))),
        ];
        var referrer = Uri.EscapeDataString($"https://www.{placed[0].Value}.example/{placed[1].Value}?q={placed[2].Value}");
        return new Probe(subject, "external referrer", writer.Get(
            $"{writer.Hit}?p=600,prove.home,1,1280x720,24,1,1700000000000,{referrer},1280x720,0"), placed);
    }

    /// <summary>A cookie's value repeated in a parameter that may be forwarded, in a nested URL and in the User-Agent.</summary>
    private Probe Echo()
    {
        var rule = subject.Rule(RuleNames.Identity);
        var placed = canaries.Place(new Placement(
            canaries.Number(), "wteid_" + subject.TrackIds, ReportedCategory.Identifier, CanaryLocation.Echo, Spelling.PlainName, rule));
        var request = writer.Get(
            $"{_query}&ct=button-{placed.Value}&pu={Uri.EscapeDataString($"https://www.shop.example/{placed.Value}/home")}",
            [$"User-Agent: Mozilla/5.0 App/{placed.Value}"],
            [$"{placed.Name}={placed.Value}"]);
        return new Probe(subject, $"{CanaryLocation.Echo}", request, [placed]);
    }
}
