namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Tests that hear every counter of the process take turns.</summary>
[CollectionDefinition(Name)]
public sealed class CounterTurns
{
    public const string Name = "counters";
}
