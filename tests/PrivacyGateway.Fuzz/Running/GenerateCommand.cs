namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>generate</c>: structured random inputs, reproducible by their seed.</summary>
internal static class GenerateCommand
{
    public static int Run(Arguments arguments)
    {
        var findings = 0;
        foreach (var target in arguments.Targets)
        {
            var run = GenerateRun.Run(target, arguments.Count, arguments.Seed);
            Console.WriteLine(run);
            foreach (var failure in run.Failures)
                Console.WriteLine(failure);
            findings += run.Failures.Count;
        }

        return findings == 0 ? 0 : 1;
    }
}
