using TmuxBuilder.Hosting;
using TmuxBuilder.Sweeper.Function;

return LambdaHost.Run(() => SweeperHost.Compose(Environment.GetEnvironmentVariable));
