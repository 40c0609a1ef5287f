using TmuxBuilder.Hosting;
using TmuxBuilder.Sockets.Function;

return LambdaHost.Run(() => SocketsHost.Compose(Environment.GetEnvironmentVariable));
