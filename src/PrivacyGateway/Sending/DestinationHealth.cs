using PrivacyGateway.Configuration;

namespace PrivacyGateway.Sending;

/// <summary>
/// The circuit of one destination among several. It opens when at least <see cref="MinFailures"/> attempts in a row have failed for at
/// least <see cref="MinFailureDuration"/>, or on the first failure of a late destination.
/// A probe half-opens it again, so that recovery is not tested with visitors' hits.
/// </summary>
/// <param name="config">The timeouts of its track domain.</param>
/// <param name="time">Only its timestamps are used.</param>
internal sealed class DestinationHealth(Func<TrackDomainConfig> config, TimeProvider time)
{
    /// <summary>The number of failures without a success in between.</summary>
    private const int MinFailures = 3;

    /// <summary>A destination with sporadic failures has a success within this time.</summary>
    private static readonly TimeSpan MinFailureDuration = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private HealthState _state;
    private int _pending;
    private int _failures;

    /// <summary>The timestamp of the last success, or of the first attempt since none was pending.</summary>
    private long _progressAt;
    private long _failingSince;
    private long _openedAt;
    private bool _isProbed;

    /// <summary>The current state. Reading it may change Closed to Late, or Late to Closed.</summary>
    public HealthState State
    {
        get
        {
            lock (_lock)
                return UpdateState();
        }
    }

    /// <summary>Whether a hit may be used as a probe, if no other destination is left.</summary>
    public bool MayProbeWithHit
    {
        get
        {
            lock (_lock)
                return _state == HealthState.Open && _pending == 0 && IsBreakOver();
        }
    }

    /// <summary>Whether the destination is a first choice for the next hit.</summary>
    public bool IsHealthy
    {
        get
        {
            lock (_lock)
                return UpdateState() is HealthState.Closed || (_state == HealthState.HalfOpen && _pending == 0);
        }
    }

    /// <summary>
    /// Begins an attempt. The caller must end it with exactly one call of
    /// <see cref="Succeeded"/>, <see cref="Failed"/> or <see cref="Abandoned"/>.
    /// </summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_pending++ == 0)
                _progressAt = time.GetTimestamp();
        }
    }

    /// <summary>Ends an attempt with a response other than a server error.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _pending--;
            _progressAt = time.GetTimestamp();
            _failures = 0;

            // A response to a request from before the circuit opened does not close it until the break is over.
            if (_state is HealthState.Late or HealthState.HalfOpen || (_state == HealthState.Open && IsBreakOver()))
                _state = HealthState.Closed;
        }
    }

    /// <summary>Ends an attempt without a complete response in time, or with a server error.</summary>
    public void Failed()
    {
        lock (_lock)
        {
            var state = UpdateState();
            _pending--;
            if (_failures++ == 0)
                _failingSince = time.GetTimestamp();
            if (state == HealthState.Open ? IsBreakOver() : state != HealthState.Closed
                || (_failures >= MinFailures && time.GetElapsedTime(_failingSince) >= MinFailureDuration))
                Open();
        }
    }

    /// <summary>Ends an attempt that was not sent, or whose caller cancelled.</summary>
    public void Abandoned()
    {
        lock (_lock)
            _pending--;
    }

    /// <summary>Begins a probe. Returns true once per break, when the break is over.</summary>
    public bool TryBeginProbe()
    {
        lock (_lock)
        {
            if (_state != HealthState.Open || _isProbed || !IsBreakOver())
                return false;
            return _isProbed = true;
        }
    }

    public void EndProbe(bool hasSucceeded)
    {
        lock (_lock)
        {
            if (_state != HealthState.Open)
                return;
            if (hasSucceeded)
                _state = HealthState.HalfOpen;
            else
                Open();
        }
    }

    private HealthState UpdateState()
    {
        if (_state == HealthState.Closed && _pending > 0 && time.GetElapsedTime(_progressAt) >= GetLateThreshold())
            _state = HealthState.Late;
        else if (_state == HealthState.Late && _pending == 0)
            _state = HealthState.Closed;
        return _state;
    }

    private void Open() => (_state, _openedAt, _isProbed, _failures) = (HealthState.Open, time.GetTimestamp(), false, 0);

    private bool IsBreakOver() => time.GetElapsedTime(_openedAt) >= TimeSpan.FromSeconds(config().BreakerSeconds);

    /// <summary>A quarter of the attempt timeout.</summary>
    private TimeSpan GetLateThreshold() => TimeSpan.FromMilliseconds(config().AttemptMilliseconds / 4.0);
}
