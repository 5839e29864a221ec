using PrivacyGateway.Configuration;

namespace PrivacyGateway.Sending;

/// <summary>
/// The circuit of one destination among several. It opens where the destination has answered nothing for <see cref="Sustained"/> while at least
/// <see cref="Failures"/> attempts failed, and at once where it was late before. A probe closes it, so that no visitor's hit has to find out.
/// </summary>
/// <param name="config">The timeouts of its track domain.</param>
/// <param name="time">Only its timestamps are used.</param>
internal sealed class DestinationHealth(Func<TrackDomainConfig> config, TimeProvider time)
{
    /// <summary>Failed attempts without an answer between them.</summary>
    private const int Failures = 3;

    /// <summary>A destination that fails now and then has an answer in between.</summary>
    private static readonly TimeSpan Sustained = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private HealthState _state;
    private int _underWay;
    private int _failures;

    /// <summary>The last answer, or the first attempt since nothing was under way.</summary>
    private long _progressAt;
    private long _failingSince;
    private long _openedAt;
    private bool _isProbed;

    /// <summary>As it is now; lateness is found by whoever looks.</summary>
    public HealthState State
    {
        get
        {
            lock (_lock)
                return Look();
        }
    }

    /// <summary>Whether a hit may find out if it is well again, where no other destination is left.</summary>
    public bool MayTry
    {
        get
        {
            lock (_lock)
                return _state == HealthState.Open && _underWay == 0 && IsBreakOver();
        }
    }

    /// <summary>Whether the next hit may go there while others are well.</summary>
    public bool IsWell
    {
        get
        {
            lock (_lock)
                return Look() is HealthState.Closed || (_state == HealthState.HalfOpen && _underWay == 0);
        }
    }

    /// <summary>An attempt begins; <see cref="Answered"/>, <see cref="Failed"/> or <see cref="Abandoned"/> ends it.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_underWay++ == 0)
                _progressAt = time.GetTimestamp();
        }
    }

    /// <summary>An answer that is no server error.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _underWay--;
            _progressAt = time.GetTimestamp();
            _failures = 0;

            // An answer to what was sent before the circuit opened says nothing about the next hit, unless it was lateness alone.
            if (_state is HealthState.Late or HealthState.HalfOpen || (_state == HealthState.Open && IsBreakOver()))
                _state = HealthState.Closed;
        }
    }

    /// <summary>No answer in time, a broken one, or a server error.</summary>
    public void Failed()
    {
        lock (_lock)
        {
            var state = Look();
            _underWay--;
            if (_failures++ == 0)
                _failingSince = time.GetTimestamp();
            if (state == HealthState.Open ? IsBreakOver() : state != HealthState.Closed || (_failures >= Failures && time.GetElapsedTime(_failingSince) >= Sustained))
                Open();
        }
    }

    /// <summary>It was not sent after all.</summary>
    public void Abandoned()
    {
        lock (_lock)
            _underWay--;
    }

    /// <summary>True once for each break that is over: then a probe is due.</summary>
    public bool TryBeginProbe()
    {
        lock (_lock)
        {
            if (_state != HealthState.Open || _isProbed || !IsBreakOver())
                return false;
            return _isProbed = true;
        }
    }

    public void EndProbe(bool isAnswered)
    {
        lock (_lock)
        {
            if (_state != HealthState.Open)
                return;
            if (isAnswered)
                _state = HealthState.HalfOpen;
            else
                Open();
        }
    }

    private HealthState Look()
    {
        if (_state == HealthState.Closed && _underWay > 0 && time.GetElapsedTime(_progressAt) >= LateAfter())
            _state = HealthState.Late;
        else if (_state == HealthState.Late && _underWay == 0)
            _state = HealthState.Closed;
        return _state;
    }

    private void Open() => (_state, _openedAt, _isProbed, _failures) = (HealthState.Open, time.GetTimestamp(), false, 0);

    private bool IsBreakOver() => time.GetElapsedTime(_openedAt) >= TimeSpan.FromSeconds(config().BreakerSeconds);

    /// <summary>A quarter of what an attempt may take.</summary>
    private TimeSpan LateAfter() => TimeSpan.FromMilliseconds(config().AttemptMilliseconds / 4.0);
}
