namespace PrivacyGateway.Cli.Proving;

/// <summary>Probes each parameter name at each location of a hit, in each spelling, and repeated in one hit.</summary>
internal sealed class ParameterProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    /// <summary>About the number of parameters in a large hit of a shop.</summary>
    private const int NamesPerHit = 24;

    private static readonly CanaryLocation[] Places =
        [CanaryLocation.Query, CanaryLocation.Form, CanaryLocation.BatchLine, CanaryLocation.BatchUrl, CanaryLocation.NestedUrl,
            CanaryLocation.DoublyNestedUrl, CanaryLocation.PageName, CanaryLocation.PageReferrer];

    private readonly Promises? _promises = subject.Policy is { } policy ? new Promises(policy) : null;

    public IEnumerable<Probe> All()
    {
        var names = CanaryNames.Parameters(
            subject.Policy ?? new Configuration.PolicyConfig { UserIdentification = new Configuration.UserIdentificationConfig() });
        foreach (var chunk in names.Chunk(NamesPerHit))
        {
            foreach (var place in Places)
            {
                foreach (var spelling in subject.Spellings)
                    yield return Write(chunk, place, spelling, isTwice: false);
                yield return Write(chunk, place, Spelling.Plain, isTwice: true);
            }

            yield return Write(chunk, CanaryLocation.Json, Spelling.Plain, isTwice: false);
        }
    }

    private Probe Write(CanaryName[] names, CanaryLocation place, Spelling spelling, bool isTwice)
    {
        var called = isTwice ? "twice" : spelling.Name;
        var placed = names.SelectMany(name => Enumerable.Repeat(name, isTwice ? 2 : 1)).Select(name => canaries.Place(new Placement(
            canaries.Word(), name.Name, name.Data, place, called, subject.Rule(_promises?.Parameter(name, place))))).ToArray();
        string[] pairs = [.. placed.Select(placement => place == CanaryLocation.Json
            ? $"\"{placement.Name}\":\"{placement.Value}\"" : spelling.Write(placement.Name, placement.Value))];
        return new Probe(subject, $"{place}, {called}", Request(place, pairs), placed);
    }

    private WireMessage Request(CanaryLocation place, string[] pairs)
    {
        var all = string.Join('&', pairs);
        return place switch
        {
            CanaryLocation.Form => writer.Post(writer.Hit, $"{ProbeWriter.Page}&{all}"),
            CanaryLocation.BatchLine => writer.Post($"/{subject.TrackIds}/batch", Lines(pairs)),
            CanaryLocation.BatchUrl => writer.Post($"/{subject.TrackIds}/batch?{all}", $"wt?{ProbeWriter.Page}"),
            CanaryLocation.NestedUrl => Get($"pu={Uri.EscapeDataString("https://www.shop.example/home?" + all)}"),
            CanaryLocation.DoublyNestedUrl =>
                Get($"pu={Uri.EscapeDataString("https://www.shop.example/home?back=" + Uri.EscapeDataString("https://www.shop.example/cart?" + all))}"),
            CanaryLocation.Json => Get($"cs5={Uri.EscapeDataString($"{{{string.Join(',', pairs)}}}")}"),
            CanaryLocation.PageName => writer.Get(
                $"{writer.Hit}?p=600,{Uri.EscapeDataString("prove.home?" + all)},1,1280x720,24,1,1700000000000,0,1280x720,0"),
            CanaryLocation.PageReferrer => writer.Get(
                $"{writer.Hit}?p=600,prove.home,1,1280x720,24,1,1700000000000,{Uri.EscapeDataString("https://www.search.example/?" + all)},1280x720,0"),
            _ => Get(all),
        };
    }

    private WireMessage Get(string query) => writer.Get($"{writer.Hit}?{ProbeWriter.Page}&{query}");

    /// <summary>Three lines, so that the first, a middle and the last line have canaries.</summary>
    private static string[] Lines(string[] pairs) =>
        [.. pairs.Chunk((pairs.Length + 2) / 3).Select(static chunk => $"wt?{ProbeWriter.Page}&{string.Join('&', chunk)}")];
}
