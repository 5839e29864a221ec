namespace PrivacyGateway.Endpoints.State;

/// <summary>A name with its value.</summary>
internal sealed record StateFact(string Name, StateCell Value);
