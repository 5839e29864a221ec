using System.Globalization;

namespace PrivacyGateway.Faults.Surroundings;

/// <summary>
/// A slow disk, and a wall clock that is set while the gateway runs: <c>tests/faults/surroundings.c</c>, which run.sh compiles.
/// </summary>
internal sealed record BadMachine : Around
{
    /// <summary>Where run.sh has put the library.</summary>
    private const string Library = "FAULTS_LIBRARY";

    private readonly string _file;
    private long _sync;
    private long _clock;
    private bool _refuses;

    public BadMachine(string file)
        : base(["env", $"LD_PRELOAD={Environment.GetEnvironmentVariable(Library)}", $"FAULTS_FILE={file}"],
            Environment.GetEnvironmentVariable(Library) is null ? "no C compiler" : null)
    {
        _file = file;
        Write();
    }

    /// <summary>How long each fsync takes from now on.</summary>
    public void DelayDisk(TimeSpan delay)
    {
        _sync = (long)delay.TotalMilliseconds;
        Write();
    }

    /// <summary>Sets the wall clock to this offset.</summary>
    public void SetClock(TimeSpan off)
    {
        _clock = (long)off.TotalSeconds;
        Write();
    }

    /// <summary>Each fsync fails with EIO, or none does.</summary>
    public void RefuseSync(bool refuses)
    {
        _refuses = refuses;
        Write();
    }

    /// <summary>
    /// For the next life: the disk is healthy. Across a restart only the time of day gives the age of a hit, so a clock that went forward
    /// is corrected; otherwise hits would be a day old, and expire as after a real day.
    /// </summary>
    public void Calm()
    {
        (_sync, _refuses, _clock) = (0, false, Math.Min(_clock, 0));
        Write();
    }

    /// <summary>Written as a whole: the gateway reads it at any time.</summary>
    private void Write()
    {
        File.WriteAllText($"{_file}.new", string.Create(CultureInfo.InvariantCulture, $"{_sync} {_clock} {(_refuses ? 1 : 0)}\n"));
        File.Move($"{_file}.new", _file, overwrite: true);
    }
}
