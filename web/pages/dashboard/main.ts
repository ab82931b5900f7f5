// Starts the dashboard page.

import { routes } from '../../../core/contract/routes.ts';
import { mountPage } from '../../lib/mount-page.ts';
import Page from './Page.svelte';

mountPage(Page, routes.dashboardEvents);
