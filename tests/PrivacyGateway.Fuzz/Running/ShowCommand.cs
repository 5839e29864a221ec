namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>show --target X --path FILE</c>: what a found input does, made small, as a line for <c>regressions/X.txt</c>.</summary>
internal static class ShowCommand
{
    public static int Run(Arguments arguments)
    {
        var target = arguments.Targets[0];
        var input = File.ReadAllBytes(arguments.Path ?? throw new ArgumentException("--path is missing", nameof(arguments)));
        if (Failure.Of(target, input) is not { } what)
        {
            Console.WriteLine($"{target.Name}: nothing wrong with {Escaped.Of(input)}");
            return 0;
        }

        Console.WriteLine(new Failure(target.Name, what, Shrinker.Shrink(target, input, what)));
        return 1;
    }
}
