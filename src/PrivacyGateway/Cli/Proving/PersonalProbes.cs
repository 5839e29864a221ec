namespace PrivacyGateway.Cli.Proving;

/// <summary>Probes values of a personal form in parameters with neutral names.</summary>
internal sealed class PersonalProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    /// <summary>A parameter of known content, so that no rule strips the value by its name.</summary>
    private const string Carrier = "cs5";

    private static readonly CanaryLocation[] Places = [CanaryLocation.Query, CanaryLocation.Form, CanaryLocation.BatchLine,
        CanaryLocation.NestedUrl, CanaryLocation.Json, CanaryLocation.PageName];

    private readonly Promises? _promises = subject.Policy is { } policy ? new Promises(policy) : null;

    public IEnumerable<Probe> All()
    {
        foreach (var place in Places)
        {
            foreach (var isEncoded in (bool[])[false, true])
            {
                foreach (var form in PersonalForms.All)
                    yield return Write(form, place, isEncoded);
            }
        }
    }

    private Probe Write(PersonalForm form, CanaryLocation place, bool isEncoded)
    {
        var (value, canary) = form.Write(canaries);
        var spelling = isEncoded ? "percent throughout" : Spelling.PlainName;
        var placed = canaries.Place(
            new Placement(canary, form.Name, ReportedCategory.PersonalValue, place, spelling, subject.Rule(_promises?.Value(form))));
        var text = isEncoded ? Spelling.Percent(value) : value.Replace("+", "%2B", StringComparison.Ordinal);
        return new Probe(subject, $"{form.Name}, {place}, {spelling}", Request(place, text), [placed]);
    }

    private WireMessage Request(CanaryLocation place, string text) => place switch
    {
        CanaryLocation.Form => writer.Post(writer.Hit, $"{ProbeWriter.Page}&{Carrier}={text}"),
        CanaryLocation.BatchLine => writer.Post(
            $"/{subject.TrackIds}/batch", $"wt?{ProbeWriter.Page}", $"wt?{ProbeWriter.Page}&{Carrier}={text}"),
        CanaryLocation.NestedUrl => Get($"pu={Uri.EscapeDataString($"https://www.shop.example/home/{text}/order")}"),
        CanaryLocation.Json => Get($"{Carrier}={Uri.EscapeDataString($"{{\"note\":\"{text}\"}}")}"),
        CanaryLocation.PageName => writer.Get(
            $"{writer.Hit}?p=600,{Uri.EscapeDataString($"prove.home {text}")},1,1280x720,24,1,1700000000000,0,1280x720,0"),
        _ => Get($"{Carrier}=by%20{text}"),
    };

    private WireMessage Get(string query) => writer.Get($"{writer.Hit}?{ProbeWriter.Page}&{query}");
}
