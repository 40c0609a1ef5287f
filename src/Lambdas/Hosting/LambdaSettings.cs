using TmuxBuilder.Hosting.Logging;

namespace TmuxBuilder.Hosting;

/// <summary>How a function is run; <see cref="FromEnvironment"/> is how the service wants it.</summary>
/// <param name="RuntimeApi">Host and port of the Runtime API.</param>
public sealed record LambdaSettings(string RuntimeApi)
{
    /// <summary>
    /// How long before its deadline an invocation is cancelled (500 ms); half of what is left, if that is less.
    /// </summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The clock deadlines are held against.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where a line about an error goes; nothing is opened for it before there is one.</summary>
    public Action<string> Log { get; init; } = StandardFile.Error.WriteLine;

    /// <summary>Reads what the service put into the environment.</summary>
    /// <exception cref="InvalidOperationException">This process was not started by the service.</exception>
    public static LambdaSettings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address
            ? address
            : throw new InvalidOperationException(
                "AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda or an emulator of it."));
}
