using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Hosting;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Function;

/// <summary>Sockets of a WebSocket API of API Gateway, and the queue of those to be greeted.</summary>
public static class SocketsHost
{
    /// <summary>Puts the function together.</summary>
    /// <param name="find">Finds a setting by its name.</param>
    /// <exception cref="SettingsException">With a sentence for every mistake in what it is told.</exception>
    /// <exception cref="ArgumentException">With a sentence for every mistake in where its parts are.</exception>
    public static LambdaFunction Compose(Func<string, string?> find)
    {
        var settings = SocketsSettings.Read(new SettingReader(find));
        var services = new ServiceCollection()
            .AddMinimalApi(SecretRedactor.Redact)
            .AddSingleton(TimeProvider.System)
            .AddAwsAdapters(settings.Aws)
            .AddRemoteSockets(settings.Sockets)
            .AddSingleton(settings)
            .AddSingleton<IRemoteSockets, GatewaySockets>()
            .AddSingleton<IGreetQueue, SqsGreetQueue>()
            .AddSingleton<SocketRoutes>()
            .AddSingleton<GreetMessages>()
            .BuildServiceProvider();
        return new LambdaFunction
        {
            Services = services,
            Socket = (happened, token) =>
                services.GetRequiredService<SocketRoutes>().HandleAsync(happened, token),
            Message = (message, token) => services.GetRequiredService<GreetMessages>().HandleAsync(message, token),
        };
    }
}
