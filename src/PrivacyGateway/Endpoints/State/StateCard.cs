namespace PrivacyGateway.Endpoints.State;

/// <summary>One of several things of a kind, such as a policy.</summary>
internal sealed record StateCard(string Title, IReadOnlyList<StateCell> Badges, IReadOnlyList<StateFact> Facts);
