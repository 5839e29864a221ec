namespace PrivacyGateway.Endpoints.State;

/// <summary>A part of the state page, and its tile at the top.</summary>
/// <param name="Id">In links.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Figure">The text that the tile shows large.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Tone">Of the tile.</param>
internal sealed record StateSection(string Id, string Title, string Figure, string Summary, StateTone Tone)
{
    public IReadOnlyList<StateFact> Facts { get; init; } = [];

    public IReadOnlyList<StateCard> Cards { get; init; } = [];

    public IReadOnlyList<StateForm> Forms { get; init; } = [];

    public IReadOnlyList<StateTable> Tables { get; init; } = [];
}
