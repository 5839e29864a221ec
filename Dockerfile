# syntax=docker/dockerfile:1
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/PrivacyGateway/PrivacyGateway.csproj src/PrivacyGateway/packages.lock.json src/PrivacyGateway/
RUN dotnet restore src/PrivacyGateway --locked-mode
COPY src/ src/
RUN dotnet publish src/PrivacyGateway --configuration Release --no-restore --output /app

FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=build /app .
# Mount your own configuration over this one.
COPY config/ config/
ENV ASPNETCORE_HTTP_PORTS=8080 \
    PrivacyGateway__Admin__Url=http://+:8081
EXPOSE 8080 8081
USER 1654
ENTRYPOINT ["dotnet", "PrivacyGateway.dll"]
CMD ["serve", "--config", "config/proxy.json"]
