using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting;

/// <summary>Runs a function on AWS Lambda's custom runtime, one event after the other, on the calling thread.</summary>
public static class LambdaHost
{
    /// <summary>
    /// Composes the function, then serves events until the Runtime API goes away. What <paramref name="compose"/>
    /// throws is reported as the error that kept the function from starting.
    /// </summary>
    /// <returns>The exit status of the process: it only ever ends because it must be started anew.</returns>
    public static int Run(Func<LambdaFunction> compose) => Run(compose, LambdaSettings.FromEnvironment());

    /// <inheritdoc cref="Run(Func{LambdaFunction})"/>
    public static int Run(Func<LambdaFunction> compose, LambdaSettings settings)
    {
        using var api = new RuntimeClient(settings.RuntimeApi);
        try
        {
            using var loop = new InvocationLoop(api, Compose(compose, api), settings);
            loop.Run();
        }
        catch (RuntimeGoneException gone)
        {
            settings.Log(gone.Message);
        }
        catch (InitException failed)
        {
            settings.Log($"The function cannot start: {failed.InnerException}");
        }

        return 1;
    }

    private static LambdaFunction Compose(Func<LambdaFunction> compose, RuntimeClient api)
    {
        try
        {
            return compose();
        }
#pragma warning disable CA1031 // Whatever it was, it is why the function does not start: the service shows it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            api.ReportInitError(failure);
            throw new InitException(failure);
        }
    }

    private sealed class InitException(Exception cause) : Exception(cause.Message, cause);
}
