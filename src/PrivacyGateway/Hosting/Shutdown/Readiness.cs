namespace PrivacyGateway.Hosting.Shutdown;

/// <summary>Whether the gateway is draining; read by readiness probes.</summary>
internal sealed class Readiness
{
    private volatile bool _isDraining;

    public bool IsDraining => _isDraining;

    public void BeginDrain() => _isDraining = true;
}
