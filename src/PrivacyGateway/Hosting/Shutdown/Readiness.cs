namespace PrivacyGateway.Hosting.Shutdown;

/// <summary>Whether the gateway still wants requests.</summary>
internal sealed class Readiness
{
    private volatile bool _isLeaving;

    public bool IsLeaving => _isLeaving;

    public void Leave() => _isLeaving = true;
}
