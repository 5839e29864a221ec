namespace PrivacyGateway.Policies;

/// <summary>The current configuration. The caller must read it once per request and use that snapshot throughout.</summary>
internal sealed class CurrentPolicies(PolicySnapshot first)
{
    private volatile PolicySnapshot _current = first;

    public PolicySnapshot Current => _current;

    /// <summary>Raised after each change of <see cref="Current"/>.</summary>
    public event EventHandler? Replaced;

    public void Replace(PolicySnapshot next)
    {
        _current = next;
        Replaced?.Invoke(this, EventArgs.Empty);
    }
}
