import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api/alpha';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ANNOTATION_ID } from '@llm-ops/plugin-llm-ops-common';
import {
  RiBrainLine,
  RiChatQuoteLine,
  RiDatabase2Line,
  RiFlowChart,
  RiGitMergeLine,
  RiHeartPulseLine,
  RiLineChartLine,
  RiListCheck2,
  RiNodeTree,
  RiServerLine,
} from '@remixicon/react';
import { FetchLlmOpsApi, llmOpsApiRef } from './api/LlmOpsApi';
import {
  datasetsRouteRef,
  endpointsRouteRef,
  healthRouteRef,
  modelsRouteRef,
  operationsRouteRef,
  overviewRouteRef,
  paths,
  pipelinesRouteRef,
  promptsRouteRef,
  runsRouteRef,
  trainingRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: llmOpsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new FetchLlmOpsApi(fetchApi),
    }),
});

const wrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({
      loader: () =>
        import('./api/QueryProvider').then(m => ({
          component: m.QueryProvider,
        })),
    }),
});

const overviewPage = PageBlueprint.make({
  params: {
    path: paths.overview,
    title: 'LLM-Ops',
    icon: <RiNodeTree />,
    routeRef: overviewRouteRef,
    noHeader: true,
    loader: () =>
      import('./pages/overview/OverviewPage').then(m => <m.OverviewPage />),
  },
});

const modelsPage = PageBlueprint.make({
  name: 'models',
  params: {
    path: paths.models,
    title: 'Models',
    icon: <RiBrainLine />,
    routeRef: modelsRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.ModelsRouter />),
  },
});

const datasetsPage = PageBlueprint.make({
  name: 'datasets',
  params: {
    path: paths.datasets,
    title: 'Data sets',
    icon: <RiDatabase2Line />,
    routeRef: datasetsRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.DatasetsRouter />),
  },
});

const trainingPage = PageBlueprint.make({
  name: 'training',
  params: {
    path: paths.training,
    title: 'Training',
    icon: <RiFlowChart />,
    routeRef: trainingRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.TrainingRouter />),
  },
});

const runsPage = PageBlueprint.make({
  name: 'runs',
  params: {
    path: paths.runs,
    title: 'Runs',
    icon: <RiLineChartLine />,
    routeRef: runsRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.RunsRouter />),
  },
});

const pipelinesPage = PageBlueprint.make({
  name: 'pipelines',
  params: {
    path: paths.pipelines,
    title: 'Pipelines',
    icon: <RiGitMergeLine />,
    routeRef: pipelinesRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.PipelinesRouter />),
  },
});

const endpointsPage = PageBlueprint.make({
  name: 'endpoints',
  params: {
    path: paths.endpoints,
    title: 'Endpoints',
    icon: <RiServerLine />,
    routeRef: endpointsRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.EndpointsRouter />),
  },
});

const promptsPage = PageBlueprint.make({
  name: 'prompts',
  params: {
    path: paths.prompts,
    title: 'Prompts',
    icon: <RiChatQuoteLine />,
    routeRef: promptsRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.PromptsRouter />),
  },
});

const healthPage = PageBlueprint.make({
  name: 'health',
  params: {
    path: paths.health,
    title: 'Health',
    icon: <RiHeartPulseLine />,
    routeRef: healthRouteRef,
    noHeader: true,
    loader: () =>
      import('./pages/health/HealthPage').then(m => <m.HealthPage />),
  },
});

const operationsPage = PageBlueprint.make({
  name: 'operations',
  params: {
    path: paths.operations,
    title: 'Operations',
    icon: <RiListCheck2 />,
    routeRef: operationsRouteRef,
    noHeader: true,
    loader: () => import('./pages/routers').then(m => <m.OperationsRouter />),
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'record',
  params: {
    filter: entity =>
      entity.metadata.annotations?.[ANNOTATION_ID] !== undefined,
    type: 'content',
    loader: () =>
      import('./entity/LlmOpsEntityCard').then(m => <m.LlmOpsEntityCard />),
  },
});

/** Pages of the life of a model, and the cards of its entities. */
export const llmOpsPlugin = createFrontendPlugin({
  pluginId: 'llm-ops',
  title: 'LLM-Ops',
  icon: <RiNodeTree />,
  extensions: [
    api,
    wrapper,
    overviewPage,
    modelsPage,
    datasetsPage,
    trainingPage,
    runsPage,
    pipelinesPage,
    endpointsPage,
    promptsPage,
    healthPage,
    operationsPage,
    entityCard,
  ],
  routes: {
    overview: overviewRouteRef,
    models: modelsRouteRef,
    datasets: datasetsRouteRef,
    training: trainingRouteRef,
    runs: runsRouteRef,
    pipelines: pipelinesRouteRef,
    endpoints: endpointsRouteRef,
    prompts: promptsRouteRef,
    health: healthRouteRef,
    operations: operationsRouteRef,
  },
});
