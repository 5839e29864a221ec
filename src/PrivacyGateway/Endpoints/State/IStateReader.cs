namespace PrivacyGateway.Endpoints.State;

/// <summary>Reads the gateway's state; its rooms are out of the pages' reach.</summary>
internal interface IStateReader
{
    Task<StateReport> ReadAsync(CancellationToken cancellationToken);
}
