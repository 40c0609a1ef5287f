using TmuxBuilder.Api.Function;

return ApiHost.Run(Environment.GetEnvironmentVariable);
